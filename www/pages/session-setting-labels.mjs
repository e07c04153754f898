/**
 * The settings of the Session Settings page in the order of the page: their field in the Metadata API's
 * `SecuritySettings.sessionSettings` and their label in three languages.
 *
 * Labels in `en` of PROVED_EN are those of Salesforce Help ("Modify Session Security Settings") and of
 * vendors' guides; labels in `ja` of PROVED_JA are those of a public Java tool that documents orgs.
 * ASSUMPTION: every other label, every Hungarian label, the sections and their order.
 */

export const PROVED_EN = new Set(["lockSessionsToIp", "lockSessionsToDomain", "enforceIpRangesEveryRequest", "disableTimeoutWarning"]);
export const PROVED_JA = new Set([
  "sessionTimeout", "disableTimeoutWarning", "forceLogoutOnSessionTimeout", "lockSessionsToIp", "lockSessionsToDomain",
  "enforceIpRangesEveryRequest", "forceRelogin", "enablePostForSessions", "enableSMSIdentity", "enableCacheAndAutocomplete",
  "enableClickjackSetup", "enableCSRFOnGet", "enableCSRFOnPost",
]);

/** @typedef {{field: string, en: string, ja: string, hu: string}} Setting */

export const TIMEOUT = {
  field: "sessionTimeout",
  en: "Timeout Value",
  ja: "セッションタイムアウト値",
  hu: "Időkorlát értéke",
  options: [
    { value: "FifteenMinutes", en: "15 minutes", ja: "15 分", hu: "15 perc" },
    { value: "ThirtyMinutes", en: "30 minutes", ja: "30 分", hu: "30 perc" },
    { value: "SixtyMinutes", en: "1 hour", ja: "1 時間", hu: "1 óra" },
    { value: "TwoHours", en: "2 hours", ja: "2 時間", hu: "2 óra" },
    { value: "FourHours", en: "4 hours", ja: "4 時間", hu: "4 óra" },
    { value: "EightHours", en: "8 hours", ja: "8 時間", hu: "8 óra" },
    { value: "TwelveHours", en: "12 hours", ja: "12 時間", hu: "12 óra" },
    { value: "TwentyFourHours", en: "24 hours", ja: "24 時間", hu: "24 óra" },
  ],
};

export const LOGOUT_URL = { field: "logoutURL", en: "Logout URL", ja: "ログアウト URL", hu: "Kijelentkezési URL" };

/** @type {{en: string, ja: string, hu: string, settings: Setting[]}[]} */
export const SECTIONS = [
  {
    en: "Session Timeout", ja: "セッションタイムアウト", hu: "Munkamenet időkorlátja",
    settings: [
      { field: "disableTimeoutWarning", en: "Disable session timeout warning popup", ja: "セッションタイムアウト時の警告ポップアップを無効にする", hu: "Az időkorlátra figyelmeztető felugró ablak letiltása" },
      { field: "forceLogoutOnSessionTimeout", en: "Force logout on session timeout", ja: "セッションタイムアウト時に強制的にログアウト", hu: "Kijelentkeztetés az időkorlát lejártakor" },
    ],
  },
  {
    en: "Session Settings", ja: "セッションの設定", hu: "Munkamenet-beállítások",
    settings: [
      { field: "lockSessionsToIp", en: "Lock sessions to the IP address from which they originated", ja: "ログイン時の IP アドレスとセッションをロックする", hu: "Munkamenetek rögzítése ahhoz az IP-címhez, ahonnan indultak" },
      { field: "lockSessionsToDomain", en: "Lock sessions to the domain in which they were first used", ja: "セッションを最初に使用したドメインにセッションをロックする", hu: "Munkamenetek rögzítése ahhoz a tartományhoz, ahol először használták őket" },
      { field: "terminateUserSessionsWhenAdminResetsPassword", en: "Terminate all of a user's sessions when an admin resets that user's password", ja: "システム管理者がユーザのパスワードをリセットしたときにそのユーザのすべてのセッションを終了する", hu: "A felhasználó minden munkamenetének lezárása, ha a rendszergazda visszaállítja a jelszavát" },
      { field: "forceRelogin", en: "Force relogin after Login-As-User", ja: "ユーザとしてログインしてから再ログインを強制する", hu: "Ismételt bejelentkezés a más felhasználóként való belépés után" },
      { field: "requireHttpOnly", en: "Require HttpOnly attribute", ja: "HttpOnly 属性が必要", hu: "HttpOnly attribútum megkövetelése" },
      { field: "enablePostForSessions", en: "Use POST requests for cross-domain sessions", ja: "クロスドメインセッションで POST 要求を使用", hu: "POST kérések használata tartományok közötti munkamenetekhez" },
      { field: "enforceIpRangesEveryRequest", en: "Enforce login IP ranges on every request", ja: "すべての要求でログイン IP アドレスの制限を適用", hu: "Bejelentkezési IP-tartományok ellenőrzése minden kérésnél" },
      { field: "hasUserSwitching", en: "Enable user switching", ja: "ユーザの切り替えを有効化", hu: "Felhasználóváltás engedélyezése" },
      { field: "hasRetainedLoginHints", en: "Remember me until logout", ja: "ログアウトするまでログイン情報を保存する", hu: "Emlékezzen rám a kijelentkezésig" },
      { field: "enforceUserDeviceRevoked", en: "When users revoke a device, end its sessions", ja: "ユーザがデバイスを取り消したときにそのセッションを終了する", hu: "Eszköz visszavonásakor munkameneteinek lezárása" },
    ],
  },
  {
    en: "Caching", ja: "キャッシュ", hu: "Gyorsítótárazás",
    settings: [
      { field: "enableCacheAndAutocomplete", en: "Enable caching and autocomplete on login page", ja: "ログインページでキャッシングとオートコンプリート機能を有効にする", hu: "Gyorsítótárazás és automatikus kiegészítés a bejelentkezési oldalon" },
    ],
  },
  {
    en: "Identity Verification", ja: "ID 検証", hu: "Személyazonosság ellenőrzése",
    settings: [
      { field: "enableSMSIdentity", en: "Enable the SMS method of device activation", ja: "SMS による ID 確認を有効にする", hu: "Eszközaktiválás SMS-sel" },
      { field: "canConfirmIdentityBySmsOnly", en: "Let users verify their identity by text (SMS) only", ja: "テキスト (SMS) のみによる ID 検証を許可", hu: "Személyazonosság igazolása csak szöveges üzenettel (SMS)" },
      { field: "identityConfirmationOnEmailChange", en: "Require identity verification for email address changes", ja: "メールアドレスの変更に ID 検証が必要", hu: "Személyazonosság ellenőrzése az e-mail-cím módosításakor" },
      { field: "identityConfirmationOnTwoFactorRegistrationEnabled", en: "Require identity verification during multi-factor authentication (MFA) registration", ja: "多要素認証 (MFA) の登録時に ID 検証が必要", hu: "Személyazonosság ellenőrzése a többtényezős hitelesítés regisztrációjakor" },
      { field: "enableU2F", en: "Let users verify their identity with a physical security key (U2F or WebAuthn)", ja: "物理セキュリティキー (U2F または WebAuthn) による ID 検証を許可", hu: "Személyazonosság igazolása biztonsági kulccsal (U2F vagy WebAuthn)" },
      { field: "enableBuiltInAuthenticator", en: "Let users verify their identity with a built-in authenticator such as Touch ID or Windows Hello", ja: "Touch ID や Windows Hello などの組み込み認証システムによる ID 検証を許可", hu: "Személyazonosság igazolása beépített hitelesítővel (például Touch ID vagy Windows Hello)" },
      { field: "allowUserAuthenticationByCertificate", en: "Let users authenticate with a certificate", ja: "ユーザに証明書による認証を許可", hu: "Tanúsítvánnyal történő hitelesítés engedélyezése" },
    ],
  },
  {
    en: "Lightning Login", ja: "Lightning Login", hu: "Lightning Login",
    settings: [
      { field: "enableLightningLogin", en: "Allow Lightning Login", ja: "Lightning Login を許可", hu: "Lightning Login engedélyezése" },
      { field: "enableLightningLoginOnlyWithUserPerm", en: "Allow only for users with the Lightning Login User permission", ja: "「Lightning Login ユーザ」権限を持つユーザのみに許可", hu: "Csak a Lightning Login felhasználó jogosultsággal" },
    ],
  },
  {
    en: "Clickjack Protection", ja: "クリックジャック保護", hu: "Clickjack elleni védelem",
    settings: [
      { field: "enableClickjackSetup", en: "Enable clickjack protection for Setup pages", ja: "設定ページのクリックジャック保護を有効化", hu: "Clickjack elleni védelem a beállítási oldalakon" },
      { field: "enableClickjackNonsetupSFDC", en: "Enable clickjack protection for non-Setup Salesforce pages", ja: "設定以外の Salesforce ページのクリックジャック保護を有効化", hu: "Clickjack elleni védelem a többi Salesforce-oldalon" },
      { field: "enableClickjackNonsetupUser", en: "Enable clickjack protection for customer Visualforce pages with standard headers", ja: "標準ヘッダーがある Visualforce ページのクリックジャック保護を有効化", hu: "Clickjack elleni védelem a szabványos fejlécű Visualforce-oldalakon" },
      { field: "enableClickjackNonsetupUserHeaderless", en: "Enable clickjack protection for customer Visualforce pages with headers disabled", ja: "ヘッダーが無効な Visualforce ページのクリックジャック保護を有効化", hu: "Clickjack elleni védelem a fejléc nélküli Visualforce-oldalakon" },
    ],
  },
  {
    en: "Cross-Site Request Forgery (CSRF) Protection", ja: "クロスサイトリクエストフォージェリ (CSRF) 保護", hu: "Webhelyközi kéréshamisítás (CSRF) elleni védelem",
    settings: [
      { field: "enableCSRFOnGet", en: "Enable CSRF protection on GET requests on non-setup pages", ja: "設定ページ以外の GET 要求の CSRF 保護を有効化", hu: "CSRF elleni védelem a nem beállítási oldalak GET kéréseinél" },
      { field: "enableCSRFOnPost", en: "Enable CSRF protection on POST requests on non-setup pages", ja: "設定ページ以外の POST 要求の CSRF 保護を有効化", hu: "CSRF elleni védelem a nem beállítási oldalak POST kéréseinél" },
    ],
  },
  {
    en: "Content Protection", ja: "コンテンツ保護", hu: "Tartalomvédelem",
    settings: [
      { field: "enableCSPOnEmail", en: "Enable Content Security Policy protection for email templates", ja: "メールテンプレートのコンテンツセキュリティポリシー保護を有効化", hu: "Tartalombiztonsági házirend az e-mail-sablonoknál" },
      { field: "enableContentSniffingProtection", en: "Enable Content Sniffing protection", ja: "コンテンツスニッフィング保護を有効化", hu: "Tartalomszimatolás elleni védelem" },
      { field: "referrerPolicy", en: "Include a Referrer-Policy HTTP header", ja: "Referrer-Policy HTTP ヘッダーを含める", hu: "Referrer-Policy HTTP-fejléc küldése" },
      { field: "redirectionWarning", en: "Warn users before they are redirected outside of Salesforce", ja: "Salesforce の外部にリダイレクトする前にユーザに警告", hu: "Figyelmeztetés a Salesforce elhagyása előtt" },
    ],
  },
];

/** @returns {Setting[]} */
export const allSettings = () => SECTIONS.flatMap((section) => section.settings);
