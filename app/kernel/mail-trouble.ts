/** Why a mail server did not take a mail, as far as it can be told. */
export type MailTrouble =
  | 'login'
  | 'no-host'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'sender'
  | 'recipient'
  | 'busy'
  | 'other'
