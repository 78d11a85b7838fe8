//! The time that a write stands at: all that it sets is of one moment.

use std::cell::Cell;

use chrono::{DateTime, Utc};

thread_local! {
    static MOMENT: Cell<Option<DateTime<Utc>>> = const { Cell::new(None) };
}

/// This moment, or the one at which time stands still.
pub fn now() -> DateTime<Utc> {
    MOMENT.get().unwrap_or_else(Utc::now)
}

/// Makes values while time stands still, so that `created_at` and `updated_at` of a new row are equal.
pub fn standing_still<T>(make: impl FnOnce() -> T) -> T {
    struct Restore(Option<DateTime<Utc>>);
    impl Drop for Restore {
        fn drop(&mut self) {
            MOMENT.set(self.0);
        }
    }
    let _restore = Restore(MOMENT.replace(Some(Utc::now())));
    make()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stands_still_only_inside() {
        let (first, second) = standing_still(|| {
            let first = now();
            std::thread::sleep(std::time::Duration::from_millis(2));
            (first, now())
        });
        assert_eq!(first, second);
        assert!(now() > second);
    }
}
