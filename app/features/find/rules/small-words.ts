/** Words that stand in any question and tell nothing of it. */
const SMALL = new Set(
  (
    'a about after all also am an and any are as at be been but by can cannot could did do does doesn for from get got had has ' +
    'have how i if in into is isn it its just me my no not now of off on only or our out over so some than that the their them ' +
    'then there these they this to too up us use was we were what when where which while who why will with would you your hi ' +
    'hello help please thanks thank problem issue question don t s doesnt dont cant wont ' +
    'der die das und ist ich nicht mein meine ein eine einen mit auf zu wie kann wenn habe wird bitte für von auch bei im am den dem ' +
    'le la les et est je ne pas mon ma un une avec pour que comment quand dans des sur mais ai du de ' +
    'el los las y es mi no con para cómo como cuando en del por pero se al'
  ).split(' '),
)

export const isSmallWord = (word: string): boolean => SMALL.has(word)
