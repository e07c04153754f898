//! Where a profile gives access to objects and to their fields.
//!
//! The enhanced design has a list of objects and a page for each, the original one a form of the whole profile and a page for each
//! object's fields. Standard objects are named there by their API names, custom ones by ids that nothing here knows: the list leads on.

use super::{Control, Spot, access};
use crate::{
    evidence::{OrgFacts, Verdict},
    setup::Place,
};

/// A spot, and what to touch there.
pub type Told = (Spot, Option<Control>);

/// These spots, each with what to touch at its place.
#[must_use]
pub fn told(spots: Vec<Spot>, control: &dyn Fn(Place) -> Option<Control>) -> Vec<Told> {
    spots.into_iter().map(|spot| (spot.clone(), control(spot.place))).collect()
}

/// The most profiles whose pages are places of one step.
const MOST_PROFILES: usize = 5;

/// The ids of the users' profiles, each with what one of its users lacks of these.
#[must_use]
pub fn lacking<'f>(
    of: &[String],
    users: &[String],
    org: &'f OrgFacts,
    judge: &dyn Fn(&String, &String) -> Verdict,
) -> Vec<(&'f str, Vec<String>)> {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for user in users {
        let Some(profile) = access::profile_of(user, users, org, "ProfileId") else { continue };
        let lacks = |one: &&String| matches!(judge(user, one), Verdict::Fails(_));
        let lacked: Vec<String> = of.iter().filter(lacks).cloned().collect();
        if lacked.is_empty() {
            continue;
        }
        let Some((_, all)) = found.iter_mut().find(|(known, _)| *known == profile) else {
            found.push((profile, lacked));
            continue;
        };
        for one in lacked {
            // No sorting: its code weighs more than all the rest here.
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    found.truncate(MOST_PROFILES);
    found
}

/// Adds where a profile gives access to these objects.
pub fn of_objects(profile: &str, objects: Vec<String>, boxes: &[String], to: &mut Vec<Told>) {
    let form = |of: &[String]| Some(Control::FormBoxes { boxes: boxes.to_vec(), of: of.to_vec() });
    let pages = Control::ObjectPages { objects: objects.clone(), fields: false };
    to.push((Spot::new(Place::ProfileObjects, Some(profile)), Some(pages)));
    for object in &objects {
        to.push((of_object(profile, object), form(std::slice::from_ref(object))));
    }
    to.push((Spot::new(Place::ProfileEdit, Some(profile)), form(&objects)));
}

/// Adds where a profile gives access to these fields, `Object.Field` each.
pub fn of_fields(profile: &str, fields: &[String], boxes: &[String], to: &mut Vec<Told>) {
    let mut objects: Vec<String> = Vec::new();
    let mut forms: Vec<(Vec<String>, Spot)> = Vec::new();
    for (object, field) in fields.iter().filter_map(|field| field.split_once('.')) {
        match objects.iter().position(|known| known == object).and_then(|at| forms.get_mut(at)) {
            Some((of, _)) => of.push(field.to_owned()),
            None => {
                objects.push(object.to_owned());
                forms.push((vec![field.to_owned()], of_object(profile, object)));
            }
        }
    }
    let pages = Control::ObjectPages { objects, fields: true };
    to.push((Spot::new(Place::ProfileObjects, Some(profile)), Some(pages)));
    for (of, spot) in forms {
        to.push((spot, Some(Control::FormBoxes { boxes: boxes.to_vec(), of })));
    }
}

fn of_object(profile: &str, object: &str) -> Spot {
    Spot::new(Place::ProfileObject, Some(&[profile, object].join("/")))
}
