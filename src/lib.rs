//! Orgready shows Salesforce admins which Setup steps a third-party app needs, and which of them are done.
