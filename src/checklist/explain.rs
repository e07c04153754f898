//! What a checklist asks of an org.
