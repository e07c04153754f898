//! What the sidebar says in every state, as text; and what each view owes to keyboards, screen readers and tests.
#![cfg(not(target_arch = "wasm32"))]

#[path = "panel/outline.rs"]
mod outline;
#[path = "panel/samples.rs"]
mod samples;

use expect_test::expect_file;
use orgready::panel::{Action, Event, Node, state::Gaps, steps, tree::Element, tree::Tag, update, view};
use outline::outline;
use std::collections::BTreeSet;

fn elements<'t>(node: &'t Node, all: &mut Vec<&'t Element>) {
    all.extend(node.element());
    for child in node.children() {
        elements(child, all);
    }
}

/// Runs over every sample's elements.
fn each(check: impl Fn(&str, &[&Element])) {
    for (name, state) in samples::all() {
        let tree = view(&state);
        let mut all = Vec::new();
        elements(&tree, &mut all);
        check(name, &all);
    }
}

/// Where it stands: whether the admin moved it, what is free beside the ring on either side, and whether it stands on the other side then.
#[test]
fn the_sidebar_moves_aside_where_it_would_cover_what_is_ringed() {
    for (what, preferred, gaps, moved) in [
        ("nothing is ringed", false, None, false),
        ("far from both", false, Some((500, 500)), false),
        ("under it", false, Some((900, 40)), true),
        ("just free", false, Some((900, 344)), false),
        ("as wide as the window", false, Some((10, 10)), false),
        ("wide, but freer where it begins", false, Some((200, 10)), true),
        ("moved by the admin, under it", true, Some((40, 900)), false),
        ("moved by the admin, free", true, Some((900, 40)), true),
    ] {
        let mut state = samples::sample("pointing");
        state.choices.at_start = preferred;
        if let Some(pointing) = &mut state.pointing {
            pointing.gaps = gaps.map(|(start, end)| Gaps { start, end });
        }
        assert_eq!(state.stands_at_start(), moved, "{what}");
        let before = state.stands_at_start();
        update(&mut state, Event::Did(Action::ChangeSides), samples::NOW);
        assert_eq!(state.stands_at_start(), !before, "{what}: the button always changes sides");
    }
}

#[test]
fn the_sidebar_reads_as_written() {
    let told: String = samples::all()
        .iter()
        .map(|(name, state)| format!("===== {name}\n{}\n", outline(&view(state))))
        .collect();
    expect_file!["panel/views.txt"].assert_eq(&told);
}

#[test]
fn every_step_stands_there_once() {
    for (name, state) in samples::all().into_iter().filter(|(_, state)| !state.collapsed) {
        let tree = view(&state);
        let mut all = Vec::new();
        elements(&tree, &mut all);
        let shown: Vec<&str> = all.iter().filter_map(|element| element.attribute("data-step")).collect();
        let once: BTreeSet<&str> = shown.iter().copied().collect();
        let wanted = steps::shown(&state)
            .map_or(0, |(checklist, report)| steps::listed(checklist, report, &state).0.len());
        assert_eq!((shown.len(), once.len()), (wanted, wanted), "{name}");
    }
}

#[test]
fn at_most_one_step_is_next_and_there_is_one_live_region() {
    each(|name, all| {
        let count = |attribute: &str, value: &str| {
            all.iter().filter(|element| element.attribute(attribute) == Some(value)).count()
        };
        assert!(count("aria-current", "step") <= 1, "{name}");
        assert_eq!(count("role", "status"), 1, "{name}");
    });
}

#[test]
fn what_can_be_pressed_has_a_name_and_a_key_of_its_own() {
    each(|name, all| {
        let mut keys = BTreeSet::new();
        for element in all.iter().filter(|element| matches!(element.tag, Tag::Button | Tag::Link)) {
            let named = element
                .attribute("aria-label")
                .map_or_else(|| Node::from((*element).clone()).text(), str::to_owned);
            assert!(!named.trim().is_empty(), "{name}: {element:?}");
            let key = element.key.as_deref().unwrap_or_else(|| panic!("{name}: no key on {named}"));
            assert!(keys.insert(key), "{name}: {key} twice");
            assert_eq!(
                element.tag == Tag::Button,
                element.attribute("type") == Some("button"),
                "{name}: {named}"
            );
            assert_eq!(element.tag == Tag::Link, element.attribute("href").is_some(), "{name}: {named}");
        }
    });
}

#[test]
fn a_visible_name_is_part_of_the_spoken_one() {
    each(|name, all| {
        for element in all.iter().filter(|element| element.attribute("aria-label").is_some()) {
            let text = Node::from((*element).clone()).text();
            let spoken = element.attribute("aria-label").unwrap_or_default();
            let holds = matches!(element.tag, Tag::Button | Tag::Link) && !spoken.contains(text.trim());
            assert!(!holds, "{name}: {text:?} is spoken as {spoken:?}");
        }
    });
}

#[test]
fn what_can_be_entered_has_a_label_a_key_and_an_action() {
    each(|name, all| {
        let fields: Vec<&&Element> = all.iter().filter(|element| element.tag.is_field()).collect();
        for field in &fields {
            assert_eq!(field.on, Some(Action::See(String::new())), "{name}");
            assert!(field.key.is_some() && field.attribute("value").is_some(), "{name}");
            let labels = all.iter().filter(|element| {
                let held = element.children.iter().filter_map(Node::element);
                element.tag == Tag::Label && held.into_iter().any(|held| held == **field)
            });
            assert_eq!(labels.count(), 1, "{name}");
        }
        let wanted =
            if ["empty", "collapsed", "all done", "two steps in conflict"].contains(&name) { 0 } else { 2 };
        assert_eq!(fields.len(), wanted, "{name}");
    });
}

#[test]
fn a_symptom_shows_its_own_steps_alone() {
    for (name, wanted, next, value, pasted) in [
        (
            "a symptom",
            &["package", "package-newest", "reconnect", "package-status", "api-calls"][..],
            Some("package"),
            "asks-for-package",
            "",
        ),
        ("a symptom, all of whose steps are done", &["api-calls"], None, "api-limit", ""),
        (
            "a message that fits several symptoms",
            &["connected-app", "permitted-users", "authorise-again"],
            Some("connected-app"),
            "app-blocked",
            "OAUTH_APP",
        ),
    ] {
        let tree = view(&samples::sample(name));
        let mut all = Vec::new();
        elements(&tree, &mut all);
        let shown: Vec<&str> = all.iter().filter_map(|element| element.attribute("data-step")).collect();
        assert_eq!(shown, wanted, "{name}");
        let current = all.iter().find(|element| element.attribute("aria-current").is_some());
        assert_eq!(current.and_then(|element| element.attribute("data-step")), next, "{name}");
        let entered =
            |tag| all.iter().find(|element| element.tag == tag).and_then(|field| field.attribute("value"));
        assert_eq!((entered(Tag::Select), entered(Tag::Input)), (Some(value), Some(pasted)), "{name}");
    }
}

#[test]
fn the_steps_elsewhere_stand_under_their_phases_in_the_checklists_order() {
    let state = samples::sample("waiting");
    let tree = view(&state);
    let in_group = |name: &str| {
        let group = tree.find(&|element| element.attribute("data-group") == Some(name)).expect("the group");
        let phases = |tag| group.children.iter().filter_map(Node::element).filter(move |it| it.tag == tag);
        let headings: Vec<String> = phases(Tag::H4).map(|it| Node::from(it.clone()).text()).collect();
        let sizes: Vec<usize> = phases(Tag::Ul).map(|it| it.children.len()).collect();
        (headings, sizes)
    };
    let wanted = ["Integration user", "Connection", "Custom fields", "Permissions"].map(str::to_owned);
    assert_eq!(in_group("elsewhere"), (wanted.to_vec(), vec![4, 4, 3, 6]));
    assert_eq!(in_group("by-hand"), (Vec::new(), vec![3]), "a short list has no phases");
}

#[test]
fn what_a_button_controls_is_there() {
    each(|name, all| {
        let ids: BTreeSet<&str> = all.iter().filter_map(|element| element.attribute("id")).collect();
        for element in all {
            if let Some(id) = element.attribute("aria-controls") {
                assert!(ids.contains(id), "{name}: {id}");
                assert_eq!(element.attribute("aria-expanded"), Some("true"), "{name}: {id}");
            }
        }
    });
}

#[test]
fn links_leave_no_trace_and_lead_to_salesforce_or_the_vendor() {
    each(|name, all| {
        for link in all.iter().filter(|element| element.tag == Tag::Link) {
            let href = link.attribute("href").unwrap_or_default();
            let to_setup =
                href.starts_with("https://acme--uat.sandbox.my.salesforce-setup.com/lightning/setup/");
            assert!(to_setup || href.starts_with("https://"), "{name}: {href}");
            if !to_setup {
                assert_eq!(link.attribute("rel"), Some("noreferrer noopener"), "{name}: {href}");
                assert_eq!(link.attribute("target"), Some("_blank"), "{name}: {href}");
                assert_eq!(Node::from((*link).clone()).text(), href, "{name}: shown in full");
            }
        }
    });
}
