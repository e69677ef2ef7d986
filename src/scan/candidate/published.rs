//! Contacts that a page publishes so that people write or call: behind a link that does so, or of an authority or a list.

/// What stands in front of an address or a number in a link that writes or calls.
const LINKS: [&str; 8] = [
    "mailto:", "tel:", "sms:", "callto:", "wa.me/", "whatsapp.com/send?phone=", "whatsapp.com/send/?phone=",
    "whatsapp://send?phone=",
];
/// Labels of the domains of authorities and of mailing lists.
const DOMAINS: [&str; 8] = ["gov", "govt", "gouv", "gob", "nic", "mil", "lists", "list"];

/// Whether `value`, behind `before`, is such.
pub(in crate::scan) fn is_published(before: &[u8], value: &[u8]) -> bool {
    let ends_with = |link: &&str| {
        before.len() >= link.len() && before[before.len() - link.len()..].eq_ignore_ascii_case(link.as_bytes())
    };
    let domain = value.iter().position(|&b| b == b'@').map_or(&[][..], |at| &value[at + 1..]);
    let known = |label: &[u8]| DOMAINS.iter().any(|name| label.eq_ignore_ascii_case(name.as_bytes()));
    LINKS.iter().any(ends_with) || domain.split(|&b| b == b'.').any(known)
}

#[cfg(test)]
mod tests {
    use super::is_published;

    #[test]
    fn rows() {
        for (before, value, published) in [
            ("<a href=\"mailto:", "asha@mail.in", true),
            ("<a href=\"TEL:", "+918728793324", true),
            ("https://api.whatsapp.com/send/?phone=", "918728793324", true),
            ("E-mail: ", "asha@mail.in", false),
            ("Email: ", "dm.pune@maharashtra.gov.in", true),
            ("Email: ", "x-devel@lists.example.org", true),
            ("Email: ", "asha@governor.in", false),
            ("Mobile: ", "8728793324", false),
        ] {
            assert_eq!(is_published(before.as_bytes(), value.as_bytes()), published, "{before}");
        }
    }
}
