import type { Lexicon } from '../lexicon.ts'

const VERBS =
  'ouvrez|ouvre|ouvrir|cliquez|clique|cliquer|allez|va|aller|choisissez|choisir|sélectionnez|sélectionner|tapez|taper|saisissez|appuyez|appuyer|modifiez|modifier|changez|changer|activez|activer|désactivez|désactiver|décochez|cochez|cocher|retirez|ajoutez|ajouter|cherchez|faites|faire|installez|installer|mettez|mettre|redémarrez|redémarrer|fermez|fermer|glissez|copiez|copier|vérifiez|vérifier|utilisez|utiliser|connectez|téléchargez|enregistrez'
const NEVER = /(?!)/u

/** French, begun: enough to find what instructs, too little to publish it without a person. */
export const french: Lexicon = {
  language: 'fr',
  status: 'begun',
  greeting:
    /^(?:bonjour|bonsoir|salut|hello|cher|chère|coucou)(?![\p{L}])(?:[ ,]+(?:à tous|@?[\p{Lu}][\p{L}\p{N}._-]*)){0,2}\s*(?:[,!.:;]+|$)\s*/iu,
  filler: /^(?:@[\p{L}\p{N}._-]+[,:]?|(?:oui|non|bon|alors|ok|hélas|malheureusement|merci|désolé)\s*[,!.:;]+)\s*/iu,
  chatter:
    /^\P{L}*(?:(?:bonjour|bonsoir|salut)(?![\p{L}]).{0,40}|merci.{0,80}|(?:bien )?cordialement.{0,40}|(?:en )?espérant.{0,80}|j['’]espère que.{0,80}|de rien.{0,30}|bonne (?:journée|chance|soirée).{0,30}|désolé.{0,80}|tenez-(?:nous|moi) au courant.{0,40}|n['’]hésitez pas.{0,80}|(?:cela|ça) (?:a-t-il|vous aide).{0,40}\?)\s*[.!?…]*\s*$/iu,
  heads: [/^je (?:vous |te )?(?:conseille|suggère|recommande|pense|crois)(?: de| que)? /iu],
  tails: [/,?\s*et (?:voyez|regardez|vérifiez) si .{0,80}$/iu],
  politeStep: NEVER,
  imperatives: new RegExp(`^(?:${VERBS})(?![\\p{L}])`, 'iu'),
  beforeStep:
    /^\P{L}*(?:(?:puis|ensuite|d['’]abord|enfin|après|et|veuillez|il (?:faut|suffit)(?: de)?|vous (?:pouvez|devez)|tu peux|pour cela|maintenant)[,:]?\s+)*/iu,
  otherStep: /(?:il suffit d|vous pouvez|tu peux|on peut|il faut)/iu,
  conditionalStep: new RegExp(
    `^(?:si|pour|dans|sur|sous|à|en|quand|après|depuis)(?![\\p{L}]).{2,120}?[,:]\\s*(?:${VERBS})(?![\\p{L}])`,
    'iu',
  ),
  onScreen: /(?:menu|bouton|case|icône|barre|touche|fenêtre|onglet)/iu,
  somewhere: /(?:option|paramètre|préférence|page|liste|dossier|compte|carte)/iu,
  request:
    /(?:pouvez-vous|avez-vous|quelle version|capture d['’]écran|donnez-nous|envoyez|joignez|dites-nous|postez)/iu,
  namesWriter:
    /(?<![\p{L}])(?:[Cc]omme|[Cc]e que?)\s+(?:l['’]a (?:dit|écrit|suggéré|proposé|indiqué) )?['"«]?\s?@?\p{Lu}[\p{L}\p{N}_-]+['"»]?(?:\s(?:dit|suggère|propose|écrit|indique|l['’]a (?:dit|écrit|suggéré|proposé|indiqué)))(?![\p{L}])/u,
  personal:
    /(?:^|[^\p{L}])(?:j['’]\p{L}+|je|mon|ma|mes|nous|notre|chez moi|votre (?:capture|message|problème)|comme (?:ci-dessus|indiqué)|ci-joint|il semble|semble)(?![\p{L}])/iu,
  danger:
    /(?:supprim\p{L}*|effac\p{L}*|formate\p{L}*|réinitialis\p{L}*|désinstall\p{L}*|registre|dossier de profil|antivirus|pare-feu|certificat\p{L}*|sécurité|mot de passe|code (?:pin|secret)|virement|pay(?:er|ez))/iu,
  graveTitle: /(?:certificat|virus|malware|pirat\p{L}*|fraude|mot de passe|volé)/iu,
  hedge: /(?:peut-être|probablement|sans doute|éventuellement|semble|pourrait|je crois|je pense)/giu,
  timeBound:
    /(?:bogue connu|bug \d+|bêta|prochaine version|hier|aujourd['’]hui|semaine dernière|actuellement|en ce moment)/iu,
  goesOn: /^\P{L}*(?:ou|et|mais|aussi|cependant|sinon|en plus|une autre (?:solution|option)|par ailleurs)(?![\p{L}])/iu,
  leans: /^\P{L}*(?:cela|ça|c['’]est|ceci|il|elle|ils|elles|alors|donc|mais|sinon|et|ou)(?![\p{L}])/iu,
  pronoun: /(?:il|elle|cela|ça|ceci|celui|le faire)(?![\p{L}])/iu,
  oneCase: /^si (?:vous avez déjà|tu as déjà|cela|ceci|ça)\b/iu,
  otherCase: /\b(?:sinon|autrement|dans le cas contraire)\b/iu,
  pointsAt: /\bce(?:tte|t)? (menu|fenêtre|page|bouton|panneau|onglet|liste|champ|fichier|dossier)-là\b/iu,
  saidElsewhere: /\b(?:dans (?:un|mon|le|ce) (?:autre|précédent) (?:sujet|message|fil))\b/iu,
  announces: /(?::|(?:suivante?s?|ci-dessous|comme suit))\s*[:.…]*\s*$/iu,
  diagnosis: /(?:mode sans échec|nouveau profil|si le problème (?:persiste|disparaît))/iu,
  waits: /(?:problème|erreur|encore|toujours)/iu,
  sufferer: /(?:même (?:problème|souci)|moi aussi)/iu,
  flattenedQuote: /(?:^|\n)\s*\S[^.!?\n]{0,50}\sa (?:écrit|dit)\s*:?\s*(?:\n|$)/iu,
  impossible: /(?:pas possible|impossible|aucun moyen|seul moyen)/iu,
  opinion: /(?:à mon avis|dommage|honteux)/iu,
  title: {
    leadsTo: /^(?:puisque|si|quand|lorsque|bien que|comme|parce que|après|avant)\b/iu,
    wherein: /^\s*(?:de|dans|sur|sous|pour|avec|sans|par|à|en)\b/iu,
    questionHead: /^(?:comment|pourquoi|où|quand|que|quel(?:le)?s?|qui|est-ce|peut-on|puis-je|y a-t-il)(?![\p{L}])/iu,
    howTo: /^comment(?![\p{L}])/iu,
    asksHow: NEVER,
    howToSaid: '',
    asksWhere: NEVER,
    act: NEVER,
    tells: NEVER,
    tangled: /(?:mais|ne fonctionne pas)/iu,
    begs: /(?:[,;.!?-]\s*|\s)(?:merci(?: d['’]avance)?|s['’]il vous pla[iî]t|svp|aide)\s*[!.?]*$/iu,
    when: /(?:soudain(?:ement)?|depuis (?:hier|aujourd['’]hui|la (?:dernière )?mise à jour)|tout à coup)/giu,
    vague:
      /^(?:\P{L}*(?:problème|problèmes|aide|question|erreur|ne|pas|marche|plus|le|la|les|un|une|mon|ma|avec|de|page|site)(?![\p{L}])\P{L}*)+$/iu,
    rant: /(?:merde|nul|honte|scandale|!!+|\?\?+)/iu,
    opinion: /(?:devrai(?:t|ent)|pourquoi avez-vous|suggestion)/iu,
    pointsAtUnseen: /(?:cette? (?:erreur|page|message|problème)|ci-joint|suivant|ci-dessous)/iu,
    story: /^(?:j['’]|je|nous|mon mari|ma femme|hier|depuis|après)(?![\p{L}])/iu,
    leans: /^(?:il|cela|ça|et|mais|aussi|ou|alors)(?![\p{L}])/iu,
    heads: [],
    symptom: /(?:ne|pas|plus|impossible|erreur|plant\p{L}*|lent|disparu\p{L}*|bloqué\p{L}*)(?![\p{L}])/iu,
  },
}
