/**
 * The words of the pages in three languages, keyed by the English ones. Only words: ids, names, classes, URLs and
 * the hidden `setupid` are the same in every language, as pages saved from an org in another language show.
 *
 * ASSUMPTION: the Japanese and Hungarian words are plausible translations, not Salesforce's own, but for the Japanese
 * ネットワークアクセス and 保存 (a public manual for admins).
 */

const WORDS = {
  // actions
  "Save": ["保存", "Mentés"],
  "Cancel": ["キャンセル", "Mégse"],
  "New": ["新規", "Új"],
  "Edit": ["編集", "Szerkesztés"],
  "Delete": ["削除", "Törlés"],
  "Del": ["削除", "Törlés"],
  "Clone": ["コピー", "Klónozás"],
  "Uninstall": ["アンインストール", "Eltávolítás"],
  "Manage Licenses": ["ライセンスの管理", "Licencek kezelése"],
  "Configure": ["設定", "Konfigurálás"],
  "View AppExchange": ["AppExchange を参照", "AppExchange megnyitása"],
  "Edit Properties": ["プロパティを編集", "Tulajdonságok szerkesztése"],
  "Manage Assignments": ["割り当ての管理", "Hozzárendelések kezelése"],
  "Add Assignment": ["割り当てを追加", "Hozzárendelés hozzáadása"],
  "Remove Assignments": ["割り当てを削除", "Hozzárendelések eltávolítása"],
  "Assign": ["割り当て", "Hozzárendelés"],
  "Done": ["完了", "Kész"],
  "Next": ["次へ", "Tovább"],
  "Back": ["戻る", "Vissza"],
  "Add": ["追加", "Hozzáadás"],
  "Remove": ["削除", "Eltávolítás"],
  "Select All": ["すべて選択", "Összes kijelölése"],
  "{0} - Record {1} - {2}": ["{0} - レコード {1} - {2}", "{0} - {1}. rekord - {2}"],
  // chrome
  "Setup": ["設定", "Beállítások"],
  "Home": ["ホーム", "Kezdőlap"],
  "Object Manager": ["オブジェクトマネージャー", "Objektumkezelő"],
  "Search Setup": ["設定を検索", "Keresés a beállításokban"],
  "Quick Find": ["クイック検索", "Gyorskeresés"],
  "Loading...": ["読み込み中...", "Betöltés..."],
  "Help for this Page": ["このページのヘルプ", "Súgó ehhez az oldalhoz"],
  "Skip to main content": ["メインコンテンツにスキップ", "Ugrás a fő tartalomra"],
  "Action": ["アクション", "Művelet"],
  "--None--": ["--なし--", "--Nincs--"],
  "All": ["すべて", "Összes"],
  "Other": ["その他", "Egyéb"],
  "Next Page": ["次のページ", "Következő oldal"],
  "Previous Page": ["前のページ", "Előző oldal"],
  "Page {0} of {1}": ["{0} / {1} ページ", "{0}. oldal, összesen {1}"],
  "No records to display.": ["表示するレコードがありません。", "Nincs megjeleníthető rekord."],
  "View": ["ビュー", "Nézet"],
  "This page is not part of the demo org.": ["このページはデモ組織にありません。", "Ez az oldal nem része a demószervezetnek."],
  "Error: Invalid Data.": ["エラー: 無効なデータです。", "Hiba: érvénytelen adatok."],
  "Review all error messages below to correct your data.": ["下記のエラーメッセージを確認し、データを修正してください。", "Az adatok javításához olvassa el az alábbi hibaüzeneteket."],
  // tree
  "Setup Home": ["設定のホーム", "Beállítások kezdőlapja"],
  "Users": ["ユーザ", "Felhasználók"],
  "Apps": ["アプリケーション", "Alkalmazások"],
  "Connected Apps": ["接続アプリケーション", "Csatlakoztatott alkalmazások"],
  "Packaging": ["パッケージ", "Csomagok"],
  "Security": ["セキュリティ", "Biztonság"],
  "Company Settings": ["組織の設定", "Vállalati beállítások"],
  "Environments": ["環境", "Környezetek"],
  "All Users": ["すべてのユーザ", "Minden felhasználó"],
  "Permission Sets": ["権限セット", "Jogosultságkészletek"],
  "Permission Set Groups": ["権限セットグループ", "Jogosultságkészlet-csoportok"],
  "Profiles": ["プロファイル", "Profilok"],
  "App Manager": ["アプリケーションマネージャー", "Alkalmazáskezelő"],
  "Connected Apps OAuth Usage": ["接続アプリケーションの OAuth の利用状況", "Csatlakoztatott alkalmazások OAuth-használata"],
  "Manage Connected Apps": ["接続アプリケーションを管理する", "Csatlakoztatott alkalmazások felügyelete"],
  "Installed Packages": ["インストール済みパッケージ", "Telepített csomagok"],
  "Network Access": ["ネットワークアクセス", "Hálózati hozzáférés"],
  "Session Settings": ["セッションの設定", "Munkamenet-beállítások"],
  "Company Information": ["組織情報", "Vállalati információk"],
  "System Overview": ["システムの概要", "Rendszeráttekintés"],
  "API Usage Notifications": ["API 使用状況の通知", "API-használati értesítések"],
  // Session Settings
  "Session Security Levels": ["セッションセキュリティレベル", "Munkamenetek biztonsági szintjei"],
  "Standard": ["標準", "Normál"],
  "High Assurance": ["高保証", "Magas biztonság"],
  "Logout Page Settings": ["ログアウトページの設定", "Kijelentkezési oldal beállításai"],
  "Username Password": ["ユーザ名パスワード", "Felhasználónév és jelszó"],
  "Delegated Authentication": ["代理認証", "Delegált hitelesítés"],
  "Activation": ["有効化", "Aktiválás"],
  "Multi-Factor Authentication": ["多要素認証", "Többtényezős hitelesítés"],
  "Set the session security and session expiration timeout for your organization.": ["組織のセッションセキュリティとセッションの有効期限を設定します。", "Állítsa be a szervezet munkameneteinek biztonságát és időkorlátját."],
  // Installed Packages
  "On AppExchange you can browse, test drive, download, and install pre-built apps and components right into your Salesforce environment.": ["AppExchange では、アプリケーションやコンポーネントを参照、試用、インストールできます。", "Az AppExchange-en alkalmazásokat böngészhet, próbálhat ki és telepíthet."],
  "Package Name": ["パッケージ名", "Csomagnév"],
  "Publisher": ["公開者", "Közzétevő"],
  "Version Number": ["バージョン番号", "Verziószám"],
  "Namespace Prefix": ["名前空間プレフィックス", "Névtérelőtag"],
  "Status": ["状況", "Állapot"],
  "Allowed Licenses": ["許可されたライセンス", "Engedélyezett licencek"],
  "Used Licenses": ["使用済みライセンス", "Felhasznált licencek"],
  "Expiration Date": ["有効期限", "Lejárat dátuma"],
  "Install Date": ["インストール日", "Telepítés dátuma"],
  "Uninstalled Packages": ["アンインストール済みパッケージ", "Eltávolított csomagok"],
  "Uninstalled By": ["アンインストール者", "Eltávolította"],
  "Uninstalled Date": ["アンインストール日", "Eltávolítás dátuma"],
  "Uninstall Complete": ["アンインストール完了", "Eltávolítás kész"],
  "Active": ["有効", "Aktív"],
  "Trial": ["トライアル", "Próba"],
  "Free": ["無料", "Ingyenes"],
  "Expired": ["期限切れ", "Lejárt"],
  "Suspended": ["停止中", "Felfüggesztett"],
  "Unlimited": ["無制限", "Korlátlan"],
  "N/A": ["なし", "Nem elérhető"],
  "Does not Expire": ["無期限", "Nem jár le"],
  "Package Details": ["パッケージの詳細", "Csomag részletei"],
  // Permission Sets
  "Permission Set": ["権限セット", "Jogosultságkészlet"],
  "All Permission Sets": ["すべての権限セット", "Minden jogosultságkészlet"],
  "Permission Set Label": ["権限セットの表示ラベル", "Jogosultságkészlet címkéje"],
  "Permission Set Overview": ["権限セットの概要", "Jogosultságkészlet áttekintése"],
  "Description": ["説明", "Leírás"],
  "License": ["ライセンス", "Licenc"],
  "API Name": ["API 参照名", "API-név"],
  "Assigned Apps": ["割り当てられたアプリケーション", "Hozzárendelt alkalmazások"],
  "Object Settings": ["オブジェクト設定", "Objektumbeállítások"],
  "Apex Class Access": ["Apex クラスアクセス", "Apex-osztályok elérése"],
  "System Permissions": ["システム権限", "Rendszerjogosultságok"],
  "Current Assignments": ["現在の割り当て", "Jelenlegi hozzárendelések"],
  "Assigned Users": ["割り当て済みのユーザ", "Hozzárendelt felhasználók"],
  "Select Users to Assign": ["割り当てるユーザの選択", "Hozzárendelendő felhasználók kiválasztása"],
  "Select an Expiration Option For Assigned Users": ["割り当て済みユーザの有効期限オプションを選択", "Lejárat megadása a hozzárendelt felhasználóknak"],
  "No expiration date": ["有効期限なし", "Nincs lejárati dátum"],
  "1 Day": ["1 日", "1 nap"],
  "1 Week": ["1 週間", "1 hét"],
  "Assignment Summary": ["割り当ての概要", "Hozzárendelés összegzése"],
  "Assigned": ["割り当て済み", "Hozzárendelve"],
  "Full Name": ["氏名", "Teljes név"],
  "Username": ["ユーザ名", "Felhasználónév"],
  "Profile": ["プロファイル", "Profil"],
  "Expires On": ["有効期限", "Lejár"],
  "Message": ["メッセージ", "Üzenet"],
  // App Manager and the pages of an app
  "App Name": ["アプリケーション名", "Alkalmazás neve"],
  "Developer Name": ["開発者名", "Fejlesztői név"],
  "Last Modified Date": ["最終更新日", "Utolsó módosítás dátuma"],
  "App Type": ["アプリケーション種別", "Alkalmazás típusa"],
  "Classic": ["Classic", "Klasszikus"],
  "Lightning": ["Lightning", "Villám"],
  "Connected": ["接続済み", "Csatlakoztatott"],
  "{0} (Managed)": ["{0} (管理)", "{0} (felügyelt)"],
  "Manage": ["管理", "Kezelés"],
  "Custom App": ["カスタムアプリケーション", "Egyéni alkalmazás"],
  "Edit Custom App": ["カスタムアプリケーションの編集", "Egyéni alkalmazás szerkesztése"],
  "App Label": ["アプリケーションの表示ラベル", "Alkalmazás címkéje"],
  "Assign to Profiles": ["プロファイルへの割り当て", "Hozzárendelés profilokhoz"],
  "Visible": ["参照可能", "Látható"],
  "Default": ["デフォルト", "Alapértelmezett"],
  "Lightning App Builder": ["Lightning アプリケーションビルダー", "Lightning alkalmazáskészítő"],
  "App Details & Branding": ["アプリケーションの詳細とブランド設定", "Alkalmazás adatai és arculata"],
  "Navigation Items": ["ナビゲーション項目", "Navigációs elemek"],
  "Available Items": ["選択可能な項目", "Elérhető elemek"],
  "Selected Items": ["選択済みの項目", "Kijelölt elemek"],
  "User Profiles": ["ユーザプロファイル", "Felhasználói profilok"],
  "Available Profiles": ["選択可能なプロファイル", "Elérhető profilok"],
  "Selected Profiles": ["選択済みのプロファイル", "Kijelölt profilok"],
  "Saved": ["保存しました", "Mentve"],
  // Company Information and System Overview
  "Organization Detail": ["組織の詳細", "Szervezet adatai"],
  "Organization Name": ["組織名", "Szervezet neve"],
  "Organization Edition": ["組織エディション", "Szervezet kiadása"],
  "Salesforce.com Organization ID": ["Salesforce.com 組織 ID", "Salesforce.com szervezetazonosító"],
  "Instance": ["インスタンス", "Példány"],
  "Default Language": ["デフォルトの言語", "Alapértelmezett nyelv"],
  "API Requests, Last 24 Hours": ["API 要求数 (この 24 時間)", "API-kérések az elmúlt 24 órában"],
  "Streaming API Events, Last 24 Hours": ["ストリーミング API イベント数 (この 24 時間)", "Streaming API-események az elmúlt 24 órában"],
  "{0} ({1} max)": ["{0} (最大 {1})", "{0} (legfeljebb {1})"],
  "(maximum {0})": ["(最大 {0})", "(legfeljebb {0})"],
  "API Usage": ["API 使用状況", "API-használat"],
  "Schema": ["スキーマ", "Séma"],
  "Custom Objects": ["カスタムオブジェクト", "Egyéni objektumok"],
  "Search this list...": ["このリストを検索...", "Keresés a listában..."],
  "Select {0}": ["{0} を選択", "{0} kijelölése"],
};

const COLUMN = { ja: 0, hu: 1 };

/** `ja` of `ja` or `ja_JP`, `hu`, else `en`. @param {string} language */
export const family = (language) => (language in COLUMN ? language : language.split("_")[0] in COLUMN ? language.split("_")[0] : "en");

/** The value of `<html lang>`. @param {string} language */
export const htmlLang = (language) => language.replace("_", "-");

/**
 * English words in the org's language.
 * @param {{language: string}} org
 * @param {string} english
 * @param {...unknown} values for `{0}`, `{1}` …
 * @throws {Error} when the words are in no table
 */
export function say(org, english, ...values) {
  const translated = WORDS[english];
  if (!translated) throw new Error(`words.mjs has no entry for ${JSON.stringify(english)}; add its translations`);
  const column = COLUMN[family(org.language)];
  const words = column === undefined ? english : translated[column];
  return words.replace(/\{(\d)\}/g, (_, at) => String(values[at]));
}
