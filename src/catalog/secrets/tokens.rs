//! Keys and tokens of single vendors, by the letters each begins with.

use super::{begins_at, is_random, is_url_safe, is_word, run, token};
use crate::catalog::labels::GOOGLE_KEY;
use crate::grammar::{Anchor, Detector, Pack, Role, Severity};

/// What all of them have in common.
const TOKEN: Detector = Detector {
    pack: Pack::Secrets,
    severity: Severity::Critical,
    role: Role::Secret,
    labelled: 97,
    rank: 4,
    ..Detector::BASE
};

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "github_token",
        title: "GitHub token",
        anchor: Anchor::Literal {
            texts: &["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
            find: github,
            alone: 97,
        },
        examples: &[concat!("ghp_", "HzRf0Wc4gVYyL8uTqA2mKx5sBd9nEj2Tj3Nl")],
        source: "GitHub, Behind GitHub's new authentication token formats (2021): prefixes, CRC-32 in base 62",
        ..TOKEN
    },
    Detector {
        id: "gitlab_token",
        title: "GitLab token",
        anchor: Anchor::Literal {
            texts: &["glpat-"],
            find: |text, at| token(text, at, 6, is_url_safe, (20, 64)),
            alone: 90,
        },
        examples: &[concat!("glpat-", "tR8mVz2Kq7LwX9cNb4Hd")],
        source: "GitLab documentation, Token overview",
        ..TOKEN
    },
    Detector {
        id: "slack_token",
        title: "Slack token or webhook",
        anchor: Anchor::Literal {
            texts: &["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "hooks.slack.com/services/T"],
            find: slack,
            alone: 90,
        },
        examples: &[concat!("xoxb-", "74520816359-2206418735904-", "kQ8vTz3LmX7cRb2Nd9HwJf5G")],
        source: "Slack API documentation, Token types, Incoming webhooks",
        ..TOKEN
    },
    Detector {
        id: "stripe_key",
        title: "Stripe secret key",
        anchor: Anchor::Literal {
            texts: &["sk_live_", "rk_live_", "sk_test_", "rk_test_"],
            find: |text, at| token(text, at, 8, u8::is_ascii_alphanumeric, (10, 247)),
            alone: 95,
        },
        grade: |key, severity| if key.get(3..8) == Some(b"test_") { Severity::Low } else { severity },
        examples: &[concat!("sk_live_", "9Tz4mKvQx2LbRw7Nc5Hd8JfG")],
        source: "Stripe documentation, API keys",
        ..TOKEN
    },
    Detector {
        id: "razorpay_key",
        title: "Razorpay key",
        severity: Severity::High,
        anchor: Anchor::Literal {
            texts: &["rzp_live_"],
            find: |text, at| token(text, at, 9, u8::is_ascii_alphanumeric, (14, 14)),
            alone: 90,
        },
        examples: &[concat!("rzp_live_", "kV8mTz3QxLb7Rw")],
        source: "Razorpay documentation, API keys (the key's id; its secret has no form of its own)",
        ..TOKEN
    },
    Detector {
        id: "google_api_key",
        title: "Google API key",
        severity: Severity::Medium,
        anchor: Anchor::Literal {
            texts: &["AIza"],
            find: |text, at| token(text, at, 4, is_url_safe, (35, 35)),
            alone: 50,
        },
        labelled: 90,
        label: GOOGLE_KEY,
        examples: &[concat!("AIza", "SyD9kVm3TzQ7xLb2RwN5cHj8GfPq4KsXv1E")],
        source: "Google Cloud documentation, API keys; those of maps and of Firebase stand in pages by design",
        ..TOKEN
    },
    Detector {
        id: "openai_key",
        title: "OpenAI key",
        anchor: Anchor::Literal { texts: &["T3BlbkFJ"], find: openai, alone: 95 },
        examples: &[concat!("sk-", "kV8mTz3QxLb7Rw9Nc2Hd", "T3BlbkFJ", "5GfPq4KsXv1EyJ6uWa0Z")],
        source: "OpenAI: keys begin with sk- and hold the same eight letters",
        ..TOKEN
    },
    Detector {
        id: "anthropic_key",
        title: "Anthropic key",
        anchor: Anchor::Literal {
            texts: &["sk-ant-"],
            find: |text, at| token(text, at, 7, is_url_safe, (80, 128)),
            alone: 95,
        },
        examples: &[concat!(
            "sk-ant-",
            "api03-kV8mTz3QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiO-tRm8_nC3bLq7VxK2dSw9HfPz5GjYcE4uTa1Xo6QvBkNlM_rIhAA"
        )],
        source: "Anthropic: keys begin with sk-ant-",
        ..TOKEN
    },
    Detector {
        id: "sendgrid_key",
        title: "SendGrid key",
        anchor: Anchor::Literal { texts: &["SG."], find: sendgrid, alone: 95 },
        examples: &[concat!("SG.", "kV8mTz3QxLb7Rw9Nc2HdJ5.", "GfPq4KsXv1EyJ6uWa0ZiOtRm8nC3bLq7VxK2dSw9HfP")],
        source: "SendGrid documentation, API keys",
        ..TOKEN
    },
    Detector {
        id: "npm_token",
        title: "npm access token",
        anchor: Anchor::Literal {
            texts: &["npm_"],
            find: |text, at| token(text, at, 4, u8::is_ascii_alphanumeric, (36, 36)),
            alone: 95,
        },
        examples: &[concat!("npm_", "kV8mTz3QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6")],
        source: "npm, New npm access token format (2021)",
        ..TOKEN
    },
    Detector {
        id: "pypi_token",
        title: "PyPI token",
        anchor: Anchor::Literal {
            texts: &["pypi-AgEIcHlwaS5vcmc"],
            find: |text, at| token(text, at, 20, is_url_safe, (50, 280)),
            alone: 97,
        },
        examples: &[concat!(
            "pypi-", "AgEIcHlwaS5vcmc", "CJDkV8mTz3QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiOtRm8nC3bLq7VxK"
        )],
        source: "PyPI: tokens are macaroons of pypi.org, in base64",
        ..TOKEN
    },
    Detector {
        id: "huggingface_token",
        title: "Hugging Face token",
        anchor: Anchor::Literal {
            texts: &["hf_"],
            find: |text, at| token(text, at, 3, u8::is_ascii_alphanumeric, (34, 34)),
            alone: 90,
        },
        examples: &[concat!("hf_", "kVwmTzoQxLbjRwtNcaHdJsGfPqyKsXvuEy")],
        source: "Hugging Face documentation, User access tokens",
        ..TOKEN
    },
    Detector {
        id: "digitalocean_token",
        title: "DigitalOcean token",
        anchor: Anchor::Literal {
            texts: &["dop_v1_", "doo_v1_", "dor_v1_"],
            find: |text, at| token(text, at, 7, u8::is_ascii_hexdigit, (64, 64)),
            alone: 97,
        },
        examples: &[concat!("dop_v1_", "9c41e7b05d2f8a6390be41d7f26c85a1", "e03b9d74c6f2815aa7d0438eb96f1c25")],
        source: "DigitalOcean documentation, Personal access tokens",
        ..TOKEN
    },
    Detector {
        id: "shopify_token",
        title: "Shopify token",
        anchor: Anchor::Literal {
            texts: &["shpat_", "shpca_", "shppa_", "shpss_"],
            find: |text, at| token(text, at, 6, u8::is_ascii_hexdigit, (32, 32)),
            alone: 95,
        },
        examples: &[concat!("shpat_", "9c41e7b05d2f8a6390be41d7f26c85a1")],
        source: "Shopify documentation, Access tokens",
        ..TOKEN
    },
    Detector {
        id: "postman_key",
        title: "Postman key",
        anchor: Anchor::Literal {
            texts: &["PMAK-"],
            find: |text, at| token(text, at, 5, is_url_safe, (59, 59)),
            alone: 95,
        },
        examples: &[concat!("PMAK-", "9c41e7b05d2f8a6390be41d7-", "f26c85a1e03b9d74c6f2815aa7d0438eb9")],
        source: "Postman documentation, API keys",
        ..TOKEN
    },
];

/// The classic form proves itself; the finer one has 22 characters, `_` and 59 more.
fn github(text: &[u8], at: usize) -> Option<(usize, usize)> {
    if text[at..].starts_with(b"github_pat_") {
        return token(text, at, 11, is_word, (82, 82));
    }
    let (start, end) = token(text, at, 4, u8::is_ascii_alphanumeric, (36, 36))?;
    let (drawn, check) = text[start + 4..end].split_at(30);
    (base62(check) == Some(u64::from(crc32(drawn)))).then_some((start, end))
}

/// A number in base 62, digits before capitals before small letters.
fn base62(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0u64, |number, &digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'A'..=b'Z' => digit - b'A' + 10,
            b'a'..=b'z' => digit - b'a' + 36,
            _ => return None,
        };
        Some(number * 62 + u64::from(value))
    })
}

/// CRC-32 (ISO 3309) of a few bytes, bit by bit. (The decoders' is for megabytes, and of a floor beside.)
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

/// A bot's, a user's or an app's token, or the address of a webhook.
fn slack(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let is_hook = text[at] == b'h';
    if !is_hook {
        let (start, end) = token(text, at, 5, is_url_safe, (20, 255))?;
        return text[start..end].iter().any(u8::is_ascii_digit).then_some((start, end));
    }
    let from = at + "hooks.slack.com/services/".len();
    let end = from + run(text, from, |b| b.is_ascii_alphanumeric() || *b == b'/');
    let mut parts = text[from..end].split(|&b| b == b'/');
    let (team, bot, secret) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = team.len() >= 8 && bot.len() >= 8 && bot[0] == b'B' && secret.len() >= 20 && parts.next().is_none();
    (fits && begins_at(text, at) && is_random(secret)).then_some((at, end))
}

/// The token around its eight letters.
fn openai(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at - text[..at].iter().rev().take(120).take_while(|b| is_url_safe(b)).count();
    let start = start + text[start..at].windows(3).position(|w| w == b"sk-")?;
    token(text, start, 3, is_url_safe, (40, 200)).filter(|_| at - start >= 20)
}

/// Two parts of 22 and 43 characters.
fn sendgrid(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = at + 3;
    let second = first + run(text, first, is_url_safe) + 1;
    let end = second + run(text, second, is_url_safe);
    let fits = second - first == 23 && text.get(second - 1) == Some(&b'.') && end - second == 43;
    (fits && begins_at(text, at) && is_random(&text[first..end])).then_some((at, end))
}
