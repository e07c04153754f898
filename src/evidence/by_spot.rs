//! What is known by spot, which itself marks the places of which it may have changed: nobody has to tell of a change.
//!
//! A step is judged anew only where what it rests on changed; what that is, [`super::Pages`] notes while the step is judged. The marks are
//! taken by who judges then, and by nobody else: a step whose mark was lost would stay as it was.

use super::{Ordered, Spot};
use crate::setup::{Place, place::PLACES};
use std::ops::Deref;

/// Some of all places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places(u64);

const _: () = assert!(PLACES.len() <= 64, "each place has a bit of `Places`");

impl Places {
    const ALL: Places = Places(u64::MAX);

    /// These, and one more.
    #[must_use]
    pub fn with(self, place: Place) -> Self {
        Places(self.0 | 1 << place as u64)
    }

    /// These, and others.
    #[must_use]
    pub fn or(self, others: Places) -> Self {
        Places(self.0 | others.0)
    }

    /// Whether any of them is one of the others.
    #[must_use]
    pub fn meet(self, others: Places) -> bool {
        self.0 & others.0 != 0
    }
}

/// Something that is known of spots: read as the map that it is, changed only by what marks it. A new one is marked as a whole, for it may take
/// the place of another.
#[derive(Debug, Clone)]
pub struct BySpot<V> {
    known: Ordered<Spot, V>,
    changed: Places,
}

impl<V> BySpot<V> {
    /// What is known of a spot, to change it.
    pub fn get_mut(&mut self, spot: &Spot) -> Option<&mut V> {
        self.changed = self.changed.with(spot.place);
        self.known.get_mut(spot)
    }

    /// What is known of a spot; where that is nothing, a new default.
    pub fn or_default(&mut self, spot: &Spot) -> &mut V
    where
        V: Default,
    {
        self.changed = self.changed.with(spot.place);
        self.known.or_default(spot)
    }

    /// Makes this known of a spot.
    pub fn insert(&mut self, spot: Spot, value: V) {
        self.changed = self.changed.with(spot.place);
        self.known.insert(spot, value);
    }

    /// Nothing is known of a spot any more.
    pub fn remove(&mut self, spot: &Spot) {
        self.changed = self.changed.with(spot.place);
        self.known.remove(spot);
    }

    /// Nothing is known any more.
    pub fn clear(&mut self) {
        for (spot, _) in self.known.iter() {
            self.changed = self.changed.with(spot.place);
        }
        self.known = Ordered::new();
    }

    /// Takes the marks: the places of which it changed since they were taken last.
    #[must_use]
    pub fn take_changed(&mut self) -> Places {
        std::mem::take(&mut self.changed)
    }
}

impl<V> Deref for BySpot<V> {
    type Target = Ordered<Spot, V>;

    fn deref(&self) -> &Self::Target {
        &self.known
    }
}

impl<V> Default for BySpot<V> {
    fn default() -> Self {
        BySpot { known: Ordered::new(), changed: Places::ALL }
    }
}

/// Equal where the same is known; marks do not count.
impl<V: PartialEq> PartialEq for BySpot<V> {
    fn eq(&self, other: &Self) -> bool {
        self.known == other.known
    }
}
