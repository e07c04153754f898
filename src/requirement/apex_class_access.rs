//! Every chosen user may use a package's Apex classes, over profile, permission sets and groups together.
//!
//! API evidence: REST API, `SetupEntityAccess` of type `ApexClass` for the users' sets (see `access`). Only a package's global classes can
//! be given by a profile, and no field tells which those are: what counts is the classes that the checklist names, or else those that
//! somebody in the org was given. "Author Apex" gives all classes (Salesforce Help, "Set Apex Class Access"). Page evidence: the editor of a
//! profile's classes offers all that a profile can be given. Users whose profiles give them all have access; others may by a permission set.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Pages, Reason, Spot, Subjects,
    Verdict,
    access::{self, progress, same_id, text},
    object_places::Told,
    rows,
    way::{Way, profiles},
};
use crate::{
    evidence::{Field, Key, Moment, PageFacts, Row, Seen, Table},
    setup::Place,
};

/// The most profiles whose pages are places of one step.
const MOST_PROFILES: usize = 5;
/// Where a profile's classes are seen or changed, best first.
const PLACES: [Place; 3] = [Place::ProfileClasses, Place::ProfileClassesEdit, Place::Profile];

/// "Everybody of input I may use the Apex classes of namespace N".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApexClassAccess {
    namespace: String,
    classes: Vec<String>,
    of: String,
}

crate::wire::record! { ApexClassAccess { namespace, classes, of } }

/// Whether a class, as a profile's pages write it, is meant: of this namespace, and one of these where some are named.
///
/// ASSUMPTION: a package's class is written with the namespace and a dot before its name, as vendors' guides quote it.
#[must_use]
pub fn is_meant(text: &str, namespace: &str, classes: &[String]) -> bool {
    let Some((of, name)) = text.split_once('.') else { return false };
    of.eq_ignore_ascii_case(namespace) && (classes.is_empty() || classes.iter().any(|class| class == name))
}

impl ApexClassAccess {
    fn need(&self, table: Table, users: &[String]) -> Need {
        Need::of(table, [Key::Namespace(self.namespace.clone())], users)
    }

    /// The ids of the classes that count.
    fn wanted_classes<'f>(&self, org: &'f OrgFacts) -> Result<Vec<&'f str>, Reason> {
        let is_named = |row: &Row| match self.classes.as_slice() {
            [] => matches!(row.get("SetupEntityAccessItems"), Some(Field::Rows(given)) if !given.is_empty()),
            named => text(row, "Name").is_some_and(|name| named.iter().any(|wanted| wanted == name)),
        };
        let classes = rows(&self.need(Table::Classes, &[]), org)?;
        let of_namespace = |row: &&Row| access::is_of(row, Some(&self.namespace));
        let wanted: Vec<&str> = classes
            .iter()
            .filter(of_namespace)
            .filter(|row| is_named(row))
            .filter_map(|row| text(row, "Id"))
            .collect();
        // Without classes there is no package; where nobody has any, nothing says which can be given.
        if wanted.is_empty() || wanted.len() < self.classes.len() { Err(Reason::NotTold) } else { Ok(wanted) }
    }

    /// Whether a profile gives all that its editor offers, as pages tell it, and the date of the oldest of them.
    fn given_by(&self, profile: &str, pages: &Pages<'_>) -> Option<(bool, Moment)> {
        let at = |place| Spot::new(place, Some(profile));
        let editor = at(Place::ProfileClassesEdit);
        let (Seen::ProfileClasses { classes }, offered_at) = pages.once(&editor)? else { return None };
        let offered = || classes.iter().filter(|(name, _)| is_meant(name, &self.namespace, &self.classes));
        if offered().count() < self.classes.len().max(1) {
            return None;
        }
        let enables = |enabled: &[String]| offered().all(|(name, _)| enabled.contains(name));
        let mut newest = offered_at;
        let mut all = pages.seen(&editor).map(|_| offered().all(|(_, seen)| seen.saved));
        // The page that comes after Save lists those that are enabled; an overview lists none.
        for place in [Place::ProfileClasses, Place::Profile] {
            if let Some((Seen::Profile { classes: enabled, .. }, at)) = pages.seen(&at(place))
                && at > newest
                && (place == Place::ProfileClasses || !enabled.is_empty())
            {
                newest = at;
                all = if enabled.is_empty() { None } else { Some(enables(enabled)) };
            }
        }
        Some((all?, offered_at))
    }

    fn judge(&self, users: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let classes = self.wanted_classes(org)?;
        let given = rows(&self.need(Table::ClassAccess, users), org)?;
        Ok(access::judge(users, org, &|sets| {
            sets.grant("AuthorApex")
                || classes.iter().all(|class| {
                    given.iter().any(|row| {
                        text(row, "SetupEntityId").is_some_and(|id| same_id(id, class))
                            && sets.have(text(row, "ParentId"))
                    })
                })
        }))
    }
}

impl Kind for ApexClassAccess {
    const NAME: &'static str = "apex_class_access";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let namespace = options.text("namespace");
        let classes = options.texts_or_none("classes");
        let of = options.text("of");
        Some(ApexClassAccess { namespace: namespace?, classes: classes?, of: of? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let users = who.of(&self.of);
        let mut needs = access::needs(users, &["AuthorApex"]);
        needs.extend([self.need(Table::Classes, &[]), self.need(Table::ClassAccess, users)]);
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::Profiles, None)]
    }

    /// The profiles of those who lack a class come first, and of nobody else: what is held tells of other steps' users too.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let (users, verdict) = (who.of(&self.of), self.judge_org(who, org));
        let mut places = Vec::new();
        for profile in access::profiles_lacking(&verdict, users, org, "ProfileId").iter().take(MOST_PROFILES)
        {
            for place in PLACES {
                places.push((Spot::new(place, Some(profile)), self.control(place)));
            }
        }
        // On the list, the profile of the first of them.
        let names = access::profiles_lacking(&verdict, users, org, "Profile.Name");
        let link = names.into_iter().next().map(Control::ProfileLink);
        places.push((Spot::new(Place::Profiles, None), link));
        Some(places)
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.of), org).unwrap_or_else(Verdict::CannotTell)
    }

    /// One profile's page does not tell what users may do over all their sets; a change on it that is not saved is one all the same.
    fn judge_page(&self, _: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let Ok(Seen::ProfileClasses { classes }) = &page.seen else { return PageVerdict::silent() };
        let meant = || classes.iter().filter(|(name, _)| is_meant(name, &self.namespace, &self.classes));
        if !page.error && meant().all(|(_, seen)| seen.saved == seen.shown) {
            return PageVerdict::silent();
        }
        let ready = meant().all(|(_, seen)| seen.shown);
        PageVerdict { saved: Verdict::CannotTell(Reason::NotTold), unsaved: true, ready }
    }

    /// The profiles that are not known to give all come first.
    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let (profiles, users) = profiles(who.of(&self.of), pages);
        let (mut way, mut giving) = (Way::default(), Way::default());
        for profile in profiles.unwrap_or_default().into_iter().take(MOST_PROFILES) {
            let given = self.given_by(profile, pages);
            let to = if given.is_some_and(|(all, _)| all) { &mut giving } else { &mut way };
            for place in PLACES {
                to.to(place, profile, self.control(place));
            }
            way.rests_on(given.map_or(way.told_at, |(_, at)| at));
        }
        way.then(giving);
        way.then(users);
        way
    }

    fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
        let own = self.judge_page(who, page);
        if own.unsaved || !matches!(page.seen, Ok(Seen::Profile { .. } | Seen::ProfileClasses { .. })) {
            return None;
        }
        let users = who.of(&self.of);
        let mut all = true;
        for profile in profiles(users, pages).0? {
            match self.given_by(profile, pages) {
                Some((true, _)) => {}
                Some((false, _)) => return Some(PageVerdict::of(Verdict::CannotTell(Reason::MaybeBySet))),
                None => all = false,
            }
        }
        all.then(|| PageVerdict::of(Verdict::Holds(progress(users.len(), &[]))))
    }

    fn control(&self, place: Place) -> Option<Control> {
        match place {
            Place::Profile | Place::ProfileClasses => Some(Control::EditClasses),
            Place::ProfileClassesEdit => {
                Some(Control::Classes { namespace: self.namespace.clone(), classes: self.classes.clone() })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Answer, BoxSeen, Inputs, Moment, Ordered};

    fn kind(classes: &[&str]) -> ApexClassAccess {
        let classes = classes.iter().map(|name| (*name).to_owned()).collect();
        ApexClassAccess { namespace: "ns".into(), classes, of: "who".into() }
    }

    #[test]
    fn a_class_is_meant_by_namespace_and_name() {
        let named = ["A".to_owned()];
        for (text, classes, meant) in [
            ("ns.A", &named[..], true),
            ("NS.A", &[], true),
            ("ns.B", &named, false),
            ("other.A", &named, false),
            ("A", &named, false),
        ] {
            assert_eq!(is_meant(text, "ns", classes), meant, "{text}");
        }
    }

    fn editor(classes: &[(&str, bool, bool)], error: bool) -> PageFacts {
        let seen = |(name, saved, shown): &(&str, bool, bool)| {
            ((*name).to_owned(), BoxSeen { saved: *saved, shown: *shown, enabled: true })
        };
        PageFacts { error, seen: Ok(Seen::ProfileClasses { classes: classes.iter().map(seen).collect() }) }
    }

    #[test]
    fn the_editor_tells_of_changes_that_are_not_saved_and_of_nothing_else() {
        let inputs = Inputs::default();
        let who = Subjects { checklist: "c", inputs: &inputs };
        for (classes, error, changed) in [
            (&[("ns.A", false, false), ("other.B", false, true)][..], false, None),
            (&[("ns.A", true, true)], false, None),
            (&[("ns.A", false, true), ("ns.B", false, false)], false, Some(false)),
            (&[("ns.A", false, true), ("ns.B", true, true)], false, Some(true)),
            (&[("ns.A", true, true)], true, Some(true)),
        ] {
            let said = kind(&[]).judge_page(&who, &editor(classes, error));
            assert_eq!(said.saved.decided(), None);
            assert_eq!(said.unsaved.then_some(said.ready), changed, "{classes:?}");
        }
    }

    /// Of raj's profile all is given, of rita's and rosa's nothing, and rosa has a set. Other steps' users are among the answers: what ada's
    /// profile gives was not asked.
    fn org_of(kind: &ApexClassAccess, users: &[String]) -> OrgFacts {
        let row = |fields: &[(&str, &str)]| -> Row {
            fields.iter().map(|(name, text)| ((*name).to_owned(), Field::Text((*text).to_owned()))).collect()
        };
        let answer =
            |need: Need, rows| (need.table, Answer { asked_at: Moment(1), asked: need, rows: Ok(rows) });
        let set = |id, profile, name| {
            row(&[("Id", id), ("Type", "Profile"), ("ProfileId", profile), ("Profile.Name", name)])
        };
        let held = |user, set| row(&[("Assignee.Username", user), ("PermissionSetId", set)]);
        let all = [users, &["ada".to_owned()]].concat();
        OrgFacts {
            answers: Ordered::from([
                answer(
                    kind.need(Table::Classes, &[]),
                    vec![row(&[("Id", "01p000000000001AAA"), ("Name", "A"), ("NamespacePrefix", "ns")])],
                ),
                answer(
                    Need::of(Table::HeldSets, [Key::Name("AuthorApex".into())], &all),
                    vec![
                        set("0PS000000000004AAA", "00e000000000004AAA", "Admin"),
                        set("0PS000000000001AAA", "00e000000000001AAA", "Gives"),
                        set("0PS000000000002AAA", "00e000000000002AAA", "Lacks"),
                        row(&[("Id", "0PS000000000003AAA"), ("Type", "Regular")]),
                    ],
                ),
                answer(
                    Need::of(Table::Assignments, [Key::All], &all),
                    vec![
                        held("ada", "0PS000000000004AAA"),
                        held("raj", "0PS000000000001AAA"),
                        held("rita", "0PS000000000002AAA"),
                        held("rosa", "0PS000000000002AAA"),
                        held("rosa", "0PS000000000003AAA"),
                    ],
                ),
                answer(
                    kind.need(Table::ClassAccess, users),
                    ["0PS000000000001AAA", "0PS000000000003AAA"]
                        .map(|set| row(&[("SetupEntityId", "01p000000000001AAA"), ("ParentId", set)]))
                        .into(),
                ),
            ]),
            ..OrgFacts::default()
        }
    }

    #[test]
    fn the_profiles_of_those_who_lack_a_class_are_the_places_and_no_others() {
        let kind = kind(&["A"]);
        let users = ["raj".to_owned(), "rita".to_owned(), "rosa".to_owned()];
        let org = org_of(&kind, &users);
        let list = |link: Option<&str>| {
            (Spot::new(Place::Profiles, None), link.map(|name| Control::ProfileLink(name.to_owned())))
        };
        let of_lacking =
            PLACES.map(|place| (Spot::new(place, Some("00e000000000002AAA")), kind.control(place)));
        for (of, expected) in [
            (&users[..], [&of_lacking[..], &[list(Some("Lacks"))]].concat()),
            (&users[..1], vec![list(None)]),
            (&users[2..], vec![list(None)]),
        ] {
            let inputs = Inputs(Ordered::from([("c/who".to_owned(), of.to_vec())]));
            let who = Subjects { checklist: "c", inputs: &inputs };
            assert_eq!(kind.told_places(&who, &org), Some(expected), "{of:?}");
        }
    }
}
