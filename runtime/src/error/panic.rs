use std::any::Any;

use super::Error;

impl Error {
    /// 500, with the panic's text for the log.
    pub(crate) fn from_panic(panic: &(dyn Any + Send)) -> Self {
        Self::internal(format!("panic: {}", panic_text(panic)))
    }
}

/// What a panic says.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&'static str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text")
}
