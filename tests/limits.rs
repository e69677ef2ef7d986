//! What is known not to hold yet, or is meant to be so: the lines of `tests/data/known_limits.txt`.

const LIMITS: &str = include_str!("data/known_limits.txt");

/// The names of the limits of a group, as patterns without the group.
pub(crate) fn limits(group: &str) -> impl Iterator<Item = &'static str> {
    LIMITS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once("  ").unwrap_or_else(|| panic!("two spaces end the name of a limit: {line}")).0)
        .filter_map(move |name| name.strip_prefix(group)?.strip_prefix(' '))
}

/// Whether a name is the pattern; `*` stands for any one word, `a|b` for either.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let (mut pattern, mut name) = (pattern.split(' '), name.split(' '));
    loop {
        match (pattern.next(), name.next()) {
            (None, None) => return true,
            (Some(p), Some(n)) if p == "*" || p.split('|').any(|p| p == n) => {}
            _ => return false,
        }
    }
}
