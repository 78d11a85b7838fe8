/// A text that is put together while the program is compiled, where there is no `String`.
pub(super) struct Message {
    bytes: [u8; Message::ROOM],
    length: usize,
}

impl Message {
    const ROOM: usize = 2000;

    pub(super) const fn new() -> Self {
        Self { bytes: [0; Self::ROOM], length: 0 }
    }

    /// Appends a piece, if there is room for all of it.
    pub(super) const fn push(mut self, piece: &str) -> Self {
        let piece = piece.as_bytes();
        if self.length + piece.len() <= Self::ROOM {
            let mut at = 0;
            while at < piece.len() {
                self.bytes[self.length + at] = piece[at];
                at += 1;
            }
            self.length += piece.len();
        }
        self
    }

    /// Appends a number of parts, which are few.
    pub(super) const fn count(self, number: usize) -> Self {
        const DIGITS: &str = "0123456789";
        let message = if number < 10 { self } else { self.count(number / 10) };
        let (_, rest) = DIGITS.split_at(number % 10);
        let (digit, _) = rest.split_at(1);
        message.push(digit)
    }

    pub(super) const fn text(&self) -> &str {
        let (said, _) = self.bytes.split_at(self.length);
        match std::str::from_utf8(said) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_one_text() {
        const MESSAGE: Message = Message::new().push("`Größe` has ").count(12).push(" parts").count(0);
        assert_eq!(MESSAGE.text(), "`Größe` has 12 parts0");
    }

    #[test]
    fn what_finds_no_room_is_left_out() {
        let long = "a".repeat(Message::ROOM);
        assert_eq!(Message::new().push("ä").push(&long).push("b").text(), "äb");
    }
}
