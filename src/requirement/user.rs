//! Every chosen user is there and active, with the licence, the profile and an e-mail address of their own, as wanted.
//!
//! API evidence: REST API, `User` by username; for the address of one user, the active users who have the same.

use super::{
    Control, Input, InputKind, Kind, Need, Object, OrgFacts, PageVerdict, Pages, Reason, Spot, Subjects,
    Value, Verdict,
    access::{is_named, is_true, progress, text},
    object_places::{Told, told},
    rows,
    way::{Way, people},
};
use crate::{
    evidence::{PageFacts, Row, Seen, Table},
    setup::Place,
};

/// The most users whose pages are places of one step.
const MOST_PAGES: usize = 10;

/// "Everybody of input I is an active user" (with one of these licences, one of these profiles).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    of: String,
    licences: Vec<String>,
    profiles: Vec<String>,
    own_email: bool,
}

crate::wire::record! { User { of, licences, profiles, own_email } }

/// The one row of a user.
///
/// # Errors
/// [`Reason::NoSuchUser`], [`Reason::Ambiguous`].
pub fn row_of<'f>(users: &'f [Row], name: &str) -> Result<&'f Row, Reason> {
    let mut found = users.iter().filter(|row| is_named(row, "Username", name));
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Reason::NoSuchUser(name.to_owned())),
        _ => Err(Reason::Ambiguous(2)),
    }
}

fn is_one_of(user: &Row, path: &str, wanted: &[String]) -> Result<bool, Reason> {
    if wanted.is_empty() {
        return Ok(true);
    }
    let found = text(user, path).ok_or(Reason::NotTold)?;
    Ok(wanted.iter().any(|wanted| wanted == found))
}

/// Whether nobody else has the e-mail address of the one user who was chosen.
fn sharing(names: &[String], name: &str, org: &OrgFacts) -> Result<Verdict, Reason> {
    if names.len() > 1 {
        return Err(Reason::BadInput(format!("expected one user, found {}", names.len())));
    }
    match rows(&Need::of(Table::Mailbox, [], names), org)? {
        [row] if row_of(std::slice::from_ref(row), name).is_ok() => {}
        _ => return Err(Reason::NotTold),
    }
    let sharers = rows(&Need::of(Table::SharedMailbox, [], names), org)?;
    let others = sharers.iter().filter_map(|row| text(row, "Username"));
    let others: Vec<&str> = others.filter(|other| !other.eq_ignore_ascii_case(name)).collect();
    match others.first() {
        None if sharers.is_empty() => Err(Reason::NotTold),
        None => Ok(Verdict::Holds(progress(1, &[]))),
        Some(other) => Ok(Verdict::Fails(Value::Text(format!("the e-mail address of {other} too")))),
    }
}

impl User {
    /// Whether the user fits whose page this is; `None` where it does not tell.
    fn fits(&self, page: &Seen) -> Option<bool> {
        let Seen::User { active, profile, licence, .. } = page else { return None };
        let one_of = |found: Option<&str>, wanted: &[String]| match found {
            _ if wanted.is_empty() => Some(true),
            found => found.map(|found| wanted.iter().any(|wanted| wanted == found)),
        };
        let profile = profile.as_ref().map(|profile| profile.label.as_str());
        let parts = [*active, one_of(licence.as_deref(), &self.licences), one_of(profile, &self.profiles)];
        if parts.contains(&Some(false)) {
            return Some(false);
        }
        if parts.contains(&None) { None } else { Some(true) }
    }

    /// What the pages of these users say.
    fn verdict(&self, names: &[String], pages: &[&Seen]) -> Verdict {
        let mut missing = Vec::new();
        for (name, page) in names.iter().zip(pages) {
            match self.fits(page) {
                Some(true) => {}
                Some(false) => missing.push(name.as_str()),
                None => return Verdict::CannotTell(Reason::NotTold),
            }
        }
        let found = progress(names.len(), &missing);
        match (missing.is_empty(), self.own_email) {
            (false, _) => Verdict::Fails(found),
            (true, true) => Verdict::CannotTell(Reason::OtherEmails),
            (true, false) => Verdict::Holds(found),
        }
    }

    fn judge(&self, names: &[String], org: &OrgFacts) -> Result<Verdict, Reason> {
        let users = rows(&Need::of(Table::Users, [], names), org)?;
        let mut missing = Vec::new();
        for name in names {
            let user = row_of(users, name)?;
            let fits = is_true(user, "IsActive")
                && is_one_of(user, "Profile.UserLicense.Name", &self.licences)?
                && is_one_of(user, "Profile.Name", &self.profiles)?;
            if !fits {
                missing.push(name.as_str());
            }
        }
        if let (true, true, Some(name)) = (self.own_email, missing.is_empty(), names.first()) {
            return sharing(names, name, org);
        }
        let found = progress(names.len(), &missing);
        Ok(if missing.is_empty() { Verdict::Holds(found) } else { Verdict::Fails(found) })
    }
}

impl Kind for User {
    const NAME: &'static str = "user";

    fn read(options: &mut Object<'_>) -> Option<Self> {
        let of = options.text("of");
        let licences = options.texts_or_none("licences");
        let profiles = options.texts_or_none("profiles");
        let own_email = options.choice_or("email", &[("own", true), ("any", false)], false);
        Some(User { of: of?, licences: licences?, profiles: profiles?, own_email: own_email? })
    }

    fn add_inputs<'k>(&'k self, inputs: &mut Vec<Input<'k>>) {
        inputs.push((&self.of, InputKind::Users));
    }

    fn needs(&self, who: &Subjects<'_>) -> Vec<Need> {
        let of_users = |table| Need::of(table, [], who.of(&self.of));
        let mut needs = vec![of_users(Table::Users)];
        if self.own_email {
            needs.extend([of_users(Table::Mailbox), of_users(Table::SharedMailbox)]);
        }
        needs
    }

    fn spots(&self, _: &OrgFacts) -> Vec<Spot> {
        vec![Spot::new(Place::Users, None)]
    }

    /// The pages of those who are meant: answers tell of other steps' users too.
    fn told_places(&self, who: &Subjects<'_>, org: &OrgFacts) -> Option<Vec<Told>> {
        let names = who.of(&self.of);
        let users = rows(&Need::of(Table::Users, [], names), org).unwrap_or_default();
        let mut spots = Vec::new();
        let ids: Vec<&str> =
            names.iter().filter_map(|name| text(row_of(users, name).ok()?, "Id")).take(MOST_PAGES).collect();
        spots.extend(ids.iter().map(|id| Spot::new(Place::User, Some(id))));
        spots.push(Spot::new(Place::Users, None));
        spots.extend(ids.iter().map(|id| Spot::new(Place::UserEdit, Some(id))));
        Some(told(spots, &|place| self.control_for(place, who, org)))
    }

    /// A page tells of one user; who that is, by the name for login on it.
    fn judge_page(&self, who: &Subjects<'_>, page: &PageFacts) -> PageVerdict {
        let [name] = who.of(&self.of) else { return PageVerdict::silent() };
        let Ok(seen @ Seen::User { texts, .. }) = &page.seen else { return PageVerdict::silent() };
        if !texts.iter().any(|text| text.eq_ignore_ascii_case(name)) {
            return PageVerdict::silent();
        }
        PageVerdict::of(self.verdict(who.of(&self.of), &[seen]))
    }

    fn way(&self, who: &Subjects<'_>, pages: &Pages<'_>) -> Way {
        let mut way = people(who.of(&self.of), pages).1;
        for at in 0..way.spots.len() {
            if let Some((Spot { place: Place::User, record: Some(id) }, _)) = way.spots.get(at).cloned() {
                let page = pages.once(&Spot::new(Place::User, Some(&id)));
                let rests = matches!(page, Some((Seen::User { active: Some(false), .. }, _)));
                // What can be told fits: nothing is to be changed there.
                if let (Some((page, _)), Some((_, control))) = (page, way.spots.get_mut(at))
                    && self.fits(page) == Some(true)
                {
                    *control = None;
                }
                way.to(Place::UserEdit, &id, rests.then_some(Control::ActiveBox));
            }
        }
        way
    }

    /// What the pages of all users say together.
    fn judge_way(&self, who: &Subjects<'_>, pages: &Pages<'_>, page: &PageFacts) -> Option<PageVerdict> {
        let Ok(Seen::User { .. }) = &page.seen else { return None };
        let names = who.of(&self.of);
        let read = people(names, pages).0;
        Some(read.map_or(PageVerdict::silent(), |read| PageVerdict::of(self.verdict(names, &read))))
    }

    fn control(&self, place: Place) -> Option<Control> {
        (place == Place::User).then_some(Control::EditUser)
    }

    /// On the list, the one user who was chosen; on the form, what makes one active who is not.
    fn control_for(&self, place: Place, who: &Subjects<'_>, org: &OrgFacts) -> Option<Control> {
        match (place, who.of(&self.of)) {
            (Place::Users, [name]) => Some(Control::UserLink(name.clone())),
            (Place::UserEdit, names) => {
                let users = rows(&Need::of(Table::Users, [], names), org).ok()?;
                let rests = |name: &String| row_of(users, name).is_ok_and(|user| !is_true(user, "IsActive"));
                names.iter().any(rests).then_some(Control::ActiveBox)
            }
            _ => self.control(place),
        }
    }

    fn judge_org(&self, who: &Subjects<'_>, org: &OrgFacts) -> Verdict {
        self.judge(who.of(&self.of), org).unwrap_or_else(Verdict::CannotTell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Inputs, Ordered, SetSeen};

    #[test]
    fn a_page_tells_of_the_one_user_who_is_named_on_it() {
        let kind = |licences: &[&str], profiles: &[&str]| User {
            of: "who".into(),
            licences: licences.iter().map(|text| (*text).to_owned()).collect(),
            profiles: profiles.iter().map(|text| (*text).to_owned()).collect(),
            own_email: false,
        };
        let page = |active: Option<bool>| {
            let profile = Some(SetSeen { label: "Sales".into(), record: None });
            let texts = vec!["R@acme.example".to_owned()];
            let seen =
                Seen::User { active, email: None, profile, licence: None, texts, sets: vec![], whole: false };
            PageFacts { error: false, seen: Ok(seen) }
        };
        for (kind, users, active, decided) in [
            (kind(&[], &[]), &["r@acme.example"][..], Some(true), Some(true)),
            (kind(&[], &["Sales"]), &["r@acme.example"], Some(true), Some(true)),
            (kind(&[], &["Other"]), &["r@acme.example"], Some(true), Some(false)),
            (kind(&[], &[]), &["r@acme.example"], Some(false), Some(false)),
            (kind(&[], &[]), &["r@acme.example"], None, None),
            (kind(&["Salesforce"], &[]), &["r@acme.example"], Some(true), None),
            (kind(&[], &[]), &["other@acme.example"], Some(true), None),
            (kind(&[], &[]), &["r@acme.example", "s@acme.example"], Some(true), None),
        ] {
            let chosen = users.iter().map(|user| (*user).to_owned()).collect();
            let inputs = Inputs(Ordered::from([("c/who".to_owned(), chosen)]));
            let who = Subjects { checklist: "c", inputs: &inputs };
            assert_eq!(kind.judge_page(&who, &page(active)).saved.decided(), decided, "{kind:?} {users:?}");
        }
    }
}
