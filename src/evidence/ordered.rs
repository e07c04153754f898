//! A small map: a list of pairs in the order of their keys.
//!
//! For some dozens of entries, which is what an org's evidence has. `BTreeMap` is faster from some hundreds on, but each pair of types costs
//! some ten kilobytes of WebAssembly, and there are a dozen of them here.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};
use std::{fmt, marker::PhantomData};

/// A map from few keys to values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<K, V>(Vec<(K, V)>);

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Ordered(Vec::new())
    }
}

impl<K: Ord, V> Ordered<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn position<Q: PartialEq<K> + ?Sized>(&self, key: &Q) -> Option<usize> {
        self.0.iter().position(|(known, _)| *key == *known)
    }

    /// The value of a key.
    pub fn get<Q: PartialEq<K> + ?Sized>(&self, key: &Q) -> Option<&V> {
        self.0.iter().find(|(known, _)| *key == *known).map(|(_, value)| value)
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: PartialEq<K> + ?Sized>(&mut self, key: &Q) -> Option<&mut V> {
        self.0.iter_mut().find(|(known, _)| *key == *known).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    pub fn contains_key<Q: PartialEq<K> + ?Sized>(&self, key: &Q) -> bool {
        self.position(key).is_some()
    }

    /// Gives a key a value. Gives back the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.0.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => self.0.get_mut(at).map(|(_, held)| std::mem::replace(held, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// The value of a key; where it has none, a new default one.
    pub fn or_default(&mut self, key: &K) -> &mut V
    where
        K: Clone,
        V: Default,
    {
        let at = match self.0.binary_search_by(|(known, _)| known.cmp(key)) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key.clone(), V::default()));
                at
            }
        };
        // The position was just found or made.
        #[allow(clippy::indexing_slicing)]
        &mut self.0[at].1
    }

    /// Takes a key out.
    pub fn remove<Q: PartialEq<K> + ?Sized>(&mut self, key: &Q) -> Option<V> {
        self.position(key).map(|at| self.0.remove(at).1)
    }

    /// Keeps what `keeps` says.
    pub fn retain(&mut self, mut keeps: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| keeps(key, value));
    }

    /// All pairs, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// All pairs, to change the values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// All pairs as a list.
    #[must_use]
    pub fn pairs(&self) -> &[(K, V)] {
        &self.0
    }

    /// All values, by key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Ordered<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        map.extend(pairs);
        map
    }
}

impl<K: Ord, V> Extend<(K, V)> for Ordered<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Ordered<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Ordered<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Ordered<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Pairs<K, V> {
            type Value = Ordered<K, V>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
                let mut map = Ordered::new();
                while let Some((key, value)) = pairs.next_entry()? {
                    map.insert(key, value);
                }
                Ok(map)
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_map_in_the_order_of_its_keys() {
        let mut map = Ordered::from([("b".to_owned(), 2), ("a".to_owned(), 1), ("b".to_owned(), 3)]);
        assert_eq!(map.insert("c".to_owned(), 4), None);
        *map.or_default(&"aa".to_owned()) += 9;
        assert_eq!(map.remove("c"), Some(4));
        assert_eq!(map.get("b"), Some(&3));
        let pairs: Vec<(&str, i32)> = map.iter().map(|(key, value)| (key.as_str(), *value)).collect();
        assert_eq!(pairs, [("a", 1), ("aa", 9), ("b", 3)]);
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"a":1,"aa":9,"b":3}"#);
        assert_eq!(serde_json::from_str::<Ordered<String, i32>>(r#"{"b":3,"a":1,"aa":9}"#).unwrap(), map);
    }
}
