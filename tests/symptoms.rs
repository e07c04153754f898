//! From what an admin sees to the steps that explain it: pasted messages find the right symptom of the built-in checklists, or none.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use orgready::checklist::{Checklist, Symptom, symptom::Words, symptom::fitting};

const INSYCLE: &str = include_str!("../extension/checklists/insycle.json");
const PLAYBOOKS: &str = include_str!("../extension/checklists/playbooks.json");

fn ids(symptoms: &[Symptom], text: &str) -> Vec<String> {
    fitting(symptoms, text).into_iter().map(|symptom| symptom.id.clone()).collect()
}

#[test]
fn a_message_finds_the_symptom_of_insycle_that_it_is_of() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    for (pasted, wanted) in [
        // As Salesforce shows it, with either apostrophe, cut short, or as the address of the page.
        (
            "We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.",
            "oauth-error",
        ),
        ("we can't authorize you because of an oauth error", "oauth-error"),
        ("because of an OAuth error", "oauth-error"),
        (
            "https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org",
            "oauth-error",
        ),
        (
            "OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.",
            "oauth-error",
        ),
        ("https://www.insycle.com/login?error=OAUTH_APP_BLOCKED&error_description=…", "app-blocked"),
        (
            "error=OAUTH_APP_ACCESS_DENIED&error_description=user+is+not+admin+approved+to+access+this+app",
            "not-approved",
        ),
        ("You cannot install a sandbox app outside on a non sandbox organization", "sandbox-app"),
        ("Insycle says “Please install the AppExchange app”!", "asks-for-package"),
        ("This operation isn’t supported", "not-supported"),
        ("INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id", "no-access"),
        ("REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.", "api-limit"),
        ("The REST API is not enabled for this Organization.", "api-disabled"),
        ("invalid_grant: expired access/refresh token", "lost-connection"),
        ("lacks-permissions", "lacks-permissions"),
    ] {
        assert_eq!(ids(&insycle.symptoms, pasted), [wanted], "{pasted}");
    }
}

#[test]
fn a_message_finds_the_symptom_of_playbooks_that_it_is_of() {
    let playbooks = Checklist::parse(PLAYBOOKS).unwrap();
    for (pasted, wanted) in [
        ("We can't authorize you because of an OAuth error.", "oauth-error"),
        ("?error=OAUTH_APP_BLOCKED", "oauth-error"),
        ("Session expired or invalid", "lost-connection"),
        ("error=invalid_grant&error_description=ip%20restricted", ""),
        ("error=invalid_grant&error_description=ip+restricted", "address-refused"),
        ("Login status: Restricted IP", "address-refused"),
        ("No such column 'Score__c' on entity 'Lead'", "no-fields"),
        ("nothing-happens", "nothing-happens"),
    ] {
        assert_eq!(ids(&playbooks.symptoms, pasted).concat(), wanted, "{pasted}");
    }
}

#[test]
fn a_text_that_fits_nothing_finds_nothing() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    for pasted in [
        "",
        " ",
        "error",
        "Insycle",
        "app",
        "an",
        "not found",
        "access",
        "authorize us",
        "unauthorize you because",
    ] {
        assert_eq!(ids(&insycle.symptoms, pasted), Vec::<String>::new(), "{pasted}");
    }
    assert!(fitting(&[], "REQUEST_LIMIT_EXCEEDED").is_empty());
}

#[test]
fn a_text_that_fits_several_equally_finds_them_all_and_one_that_fits_one_better_only_that() {
    let symptom = |id: &str, says: &[&str]| Symptom {
        id: id.to_owned(),
        title: String::new(),
        says: says.iter().map(|text| Words::of(text)).collect(),
        about: String::new(),
        steps: Vec::new(),
    };
    let symptoms = [
        symptom("one", &["login failed"]),
        symptom("two", &["Login failed"]),
        symptom("three", &["your login failed", "x"]),
    ];
    for (pasted, wanted) in [
        ("login failed", &["one", "two", "three"][..]),
        ("the login failed", &["one", "two"]),
        ("Your login failed today", &["three"]),
        ("logins failed", &[]),
        ("login failedly", &[]),
        ("two", &["two"]),
    ] {
        assert_eq!(ids(&symptoms, pasted), wanted, "{pasted}");
    }
    let insycle = Checklist::parse(INSYCLE).unwrap();
    assert_eq!(ids(&insycle.symptoms, "OAUTH_APP"), ["app-blocked", "not-approved"]);
}

#[test]
fn every_message_of_a_built_in_symptom_finds_its_symptom_alone() {
    for file in [INSYCLE, PLAYBOOKS] {
        let json: serde_json::Value = serde_json::from_str(file).unwrap();
        let checklist = Checklist::parse(file).unwrap();
        assert!(checklist.symptoms.len() >= 10, "{}", checklist.id);
        for symptom in json["symptoms"].as_array().unwrap() {
            for message in symptom["says"].as_array().into_iter().flatten() {
                assert_eq!(
                    ids(&checklist.symptoms, message.as_str().unwrap()),
                    [symptom["id"].as_str().unwrap()]
                );
            }
        }
    }
}

#[test]
fn words_are_alike_whatever_their_case_punctuation_and_apostrophes() {
    for (one, other, alike) in [
        ("We can't", "WE CAN’T", true),
        ("We can't", "we cant", true),
        ("We can't", "we can t", false),
        ("OAUTH_APP_BLOCKED", "oauth app\u{a0}blocked", true),
        ("“one”…two", "one – two", true),
        ("", " .,;\n", true),
        ("one two", "onetwo", false),
        ("Médiane", "médiane", true),
        ("Médiane", "mediane", false),
    ] {
        assert_eq!(Words::of(one) == Words::of(other), alike, "{one} / {other}");
    }
}

#[test]
fn a_script_that_parts_no_words_is_found_within_a_sentence() {
    let symptom = Symptom {
        id: "session".into(),
        title: String::new(),
        says: vec![Words::of("セッションの有効期限")],
        about: String::new(),
        steps: Vec::new(),
    };
    assert_eq!(ids(&[symptom.clone()], "このセッションの有効期限が切れました"), ["session"]);
    assert!(ids(&[symptom], "このセッションは無効です").is_empty());
}

#[test]
fn only_the_beginning_of_a_long_text_is_read() {
    let insycle = Checklist::parse(INSYCLE).unwrap();
    let long = |before: usize| format!("{}REQUEST_LIMIT_EXCEEDED", "x ".repeat(before));
    assert_eq!(ids(&insycle.symptoms, &long(1_000)), ["api-limit"]);
    assert!(ids(&insycle.symptoms, &long(2_000)).is_empty());
    assert!(ids(&insycle.symptoms, &"セ".repeat(3_000_000)).is_empty());
}
