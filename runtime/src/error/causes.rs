use super::Error;

impl Error {
    /// What lies behind the failure and what behind that, for the log. As a text, which is escaped there: an error is
    /// written as it is, and may hold what a client sent, line breaks included.
    pub(crate) fn causes(&self) -> Option<String> {
        let cause = self.cause()?;
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(deeper) = source {
            text = format!("{text}: {deeper}");
            source = deeper.source();
        }
        Some(text)
    }
}
