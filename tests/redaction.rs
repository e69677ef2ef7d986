//! Masking a body by the patches that its findings come with.

use dwarpal::pipeline::{Declared, Inspection};
use dwarpal::scan::{Filler, Finding, Patch, Sink};

use crate::base64::base64;
use crate::support::KEY;

/// Findings and patches of a body.
#[derive(Default)]
struct Masked {
    findings: Vec<Finding>,
    patches: Vec<Patch>,
}

impl Sink for Masked {
    fn finding(&mut self, finding: &Finding) {
        self.findings.push(*finding);
    }

    fn patch(&mut self, patch: Patch) {
        self.patches.push(patch);
    }
}

/// Scans in chunks of `size` as a host does that streams: at each step what is released goes out, patched.
fn redact(name: &str, body: &[u8], size: usize) -> (Vec<u8>, Vec<Finding>) {
    redact_sparing(false, name, body, size)
}

/// The same; contacts that stand alone are spared or not.
fn redact_sparing(spares: bool, name: &str, body: &[u8], size: usize) -> (Vec<u8>, Vec<Finding>) {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    inspection.spare_contacts(spares);
    inspection.begin(Declared { file_name: name, ..Declared::default() });
    let (mut out, mut masked, mut sent) = (body.to_vec(), Masked::default(), 0);
    for chunk in body.chunks(size) {
        inspection.write(chunk, &mut masked);
        apply(&mut out, &mut masked.patches, sent, !spares);
        assert!(inspection.released() >= sent, "what was released is taken back");
        sent = inspection.released();
    }
    inspection.end(&mut masked);
    apply(&mut out, &mut masked.patches, sent, !spares);
    (out, masked.findings)
}

fn apply(out: &mut [u8], patches: &mut Vec<Patch>, sent: u64, ascending: bool) {
    let mut last = 0;
    for Patch { start, len, filler } in patches.drain(..) {
        assert!(start >= sent, "a patch lies in what was sent");
        // Those of a run of base64 come in between, those of a contact that waited later.
        if ascending && !matches!(filler, Filler::Spelling(_)) {
            assert!(start >= last, "patches do not ascend");
            last = start;
        }
        out[start as usize..start as usize + len as usize].fill(filler.byte());
    }
}

/// Name, body, body masked.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "a.json", r#"[{"name":"Asha Rao","mobile":8728793324,"pan":"THUPM4447A","state":"Goa"}]"#,
        r#"[{"name":"xxxx xxx","mobile":1111111111,"pan":"xxxxxxxxxx","state":"Goa"}]"#,
    ),
    (
        "a.csv", "name,age,mobile,note\nAsha Rao,47,87287 93324,ok\n\"Rao, Asha\",51,8728793325,ok\n",
        "name,age,mobile,note\nxxxx xxx,xx,xxxxx xxxxx,ok\n\"xxx, xxxx\",xx,xxxxxxxxxx,ok\n",
    ),
    (
        "a.html", "<p>Aadhaar: 3971 <b>6129</b> &#51;962</p><p>open 9 to 5</p>",
        "<p>Aadhaar: xxxx <b>xxxx</b> xxxxxxxx</p><p>open 9 to 5</p>",
    ),
    (
        "a.txt", "Aadhaar ३९७१ ६१२९ ३९६२, order 4539578763621486",
        "Aadhaar xxxxxxxxxxxx xxxxxxxxxxxx xxxxxxxxxxxx, order 4539578763621486",
    ),
    (
        "a.txt",
        concat!(
            "-----BEGIN ",
            "RSA PRIVATE KEY-----\r\nMC4CAQAwBQYDK2VwBCIEIPk3vTz8QxLb7\r\n/9876543210+Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiO==\r\n",
            "-----END RSA PRIVATE KEY-----\r\ncall +91 87287 93324"
        ),
        "-----xxxxx xxx xxxxxxx xxx-----\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n/xxxxxxxxxx+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==\r\n-----xxx xxx xxxxxxx xxx-----\r\ncall +xx xxxxx xxxxx",
    ),
    // A row that nothing explains goes as a whole once it is a person's; numbers, words and table stay such.
    (
        "a.sql",
        "INSERT INTO `t` VALUES (1,'Xeniya O''Dell',55,'M',NULL,8728793324,'397161293962','THUPM4447A','#5, Aliganj, Pune'),(2,'open',7);\n",
        "INSERT INTO `t` VALUES (1,'xxxxxx x''xxxx',11,'x',NULL,1111111111,'xxxxxxxxxxxx','xxxxxxxxxx','#x, xxxxxxx, xxxx'),(2,'open',7);\n",
    ),
    (
        "a.csv", "11,Xeniya Odell,87287 93324,397161293962,THUPM4447A\n12,Office,0522 2345678,,\n",
        "xx,xxxxxx xxxxx,xxxxx xxxxx,xxxxxxxxxxxx,xxxxxxxxxx\n12,Office,0522 2345678,,\n",
    ),
    // What reads as an article number by its check digit, too; a branch and a firm in a person's record.
    ("a.txt", "+91 87287 93324, 325746491517, FALPD6797A", "+xx xxxxx xxxxx, xxxxxxxxxxxx, xxxxxxxxxx"),
    (
        "a.json", r#"{"name":"Asha Rao","account_no":"034512367890","mobile":"8728793324","ifsc":"SBIN0004532"}"#,
        r#"{"name":"xxxx xxx","account_no":"xxxxxxxxxxxx","mobile":"xxxxxxxxxx","ifsc":"xxxxxxxxxxx"}"#,
    ),
    // An institution's card is nobody's record.
    (
        "a.html",
        "<address>12, Arera Colony, Bhopal - 462001<br>Phone: 0755-25800334<br>Email: info@clinic.in</address>",
        "<address>12, Arera Colony, Bhopal - 462001<br>Phone: 0755-25800334<br>Email: info@clinic.in</address>",
    ),
    ("a.txt", "write to info@clinic.in or +91 87287 93324", "write to info@clinic.in or +xx xxxxx xxxxx"),
];

#[test]
fn masked_bodies() {
    for (name, body, expected) in ROWS {
        for size in [1, 2, 7, body.len()] {
            let (out, _) = redact(name, body.as_bytes(), size);
            assert_eq!(String::from_utf8_lossy(&out), *expected, "{name} in chunks of {size}");
        }
    }
}

/// Name, body, body masked where contacts that stand alone are spared.
const SPARED: &[(&str, &str, &str)] = &[
    ("a.txt", "write to asha@mail.in or +91 87287 93324", "write to asha@mail.in or +91 87287 93324"),
    ("a.txt", "E-mail: asha@mail.in", "E-mail: xxxx@xxxx.xx"),
    ("a.html", "<a href=\"mailto:asha@mail.in\">asha@mail.in</a>", "<a href=\"mailto:asha@mail.in\">asha@mail.in</a>"),
    ("a.html", "<a href='tel:+918728793324'>call</a>", "<a href='tel:+918728793324'>call</a>"),
    (
        "a.html", "<a href='https://wa.me/918728793324'>8728793324</a> <p>mobile of Asha: 8728793325</p>",
        "<a href='https://wa.me/918728793324'>8728793324</a> <p>mobile of Asha: xxxxxxxxxx</p>",
    ),
    ("a.txt", "sms: sending otp to 918728793324", "sms: sending otp to xxxxxxxxxxxx"),
    ("a.json", r#"{"email":"covid19@health.gov.in"}"#, r#"{"email":"covid19@health.gov.in"}"#),
    ("a.json", r#"[{"email":"asha@mail.in"}]"#, r#"[{"email":"xxxx@xxxx.xx"}]"#),
    // In a person's record, and what is of high severity.
    ("a.csv", "name,age,mobile\nAsha Rao,47,8728793324\n", "name,age,mobile\nxxxx xxx,xx,xxxxxxxxxx\n"),
    ("a.txt", "pay asha.k@oksbi, PAN THUPM4447A", "pay xxxx.x@xxxxx, PAN xxxxxxxxxx"),
];

#[test]
fn contacts_that_stand_alone_are_spared() {
    let mail = |n: usize| format!("asha{n}@mail.in");
    let masked = |mail: &str| mail.replace(|c: char| c.is_ascii_alphanumeric(), "x");
    // Nine are no list, ten are; so far away that nothing waited for it, one is out before it is known.
    let nine: Vec<String> = (0..9).map(mail).collect();
    let ten: Vec<String> = (0..10).map(mail).collect();
    let far = format!("{}{}", mail(0), " .".repeat(1100));
    let (nine, ten, rest) = (nine.join(" "), ten.join(" "), ten[1..].join(" "));
    let lists = [
        (nine.clone(), nine.clone()),
        (format!("{nine} {nine}"), format!("{nine} {nine}")),
        (ten.clone(), masked(&ten)),
        (format!("{far} {rest}"), format!("{far} {}", masked(&rest))),
    ];
    let lists = lists.iter().map(|(body, expected)| ("a.txt", &**body, &**expected));
    for (name, body, expected) in SPARED.iter().copied().chain(lists) {
        for size in [1, 7, 64, 1000, body.len()] {
            let (out, _) = redact_sparing(true, name, body.as_bytes(), size);
            assert_eq!(String::from_utf8_lossy(&out), expected, "{name} in chunks of {size}");
        }
    }
}

#[test]
fn masking_again_changes_nothing() {
    for (name, body) in crate::structure::plain_bodies() {
        let (once, findings) = redact(name, body.as_bytes(), 4096);
        assert_eq!(once.len(), body.len());
        let (twice, left) = redact(name, &once, 4096);
        assert_eq!(String::from_utf8_lossy(&twice), String::from_utf8_lossy(&once), "{name}");
        let private = |f: &&Finding| f.severity > dwarpal::grammar::Severity::Low && !f.kind.ends_with("_record");
        let left: Vec<_> = left.iter().filter(private).map(|f| (f.kind, f.span)).collect();
        assert!(left.is_empty(), "{name}: {left:?} are left of {}", findings.len());
    }
}

/// What a run spells is masked as it would be by itself, digits around it stay as they are.
#[test]
fn masked_runs() {
    let mut masked = 0;
    for (name, body) in crate::structure::plain_bodies() {
        let (alone, _) = redact("", body.as_bytes(), 4096);
        let lines = |text: String| text.as_bytes().chunks(76).map(<[u8]>::to_vec).collect::<Vec<_>>().join(&b'\n');
        let within = |body: &[u8]| {
            let (once, twice) = (base64(body), base64(base64(body).as_bytes()));
            let hex: String = body.iter().map(|byte| format!("{byte:02x}")).collect();
            let wrapped = String::from_utf8(lines(once.clone())).expect("ASCII");
            let url = once.replace('+', "-").replace('/', "_");
            format!("<p title=\"{once}\">{wrapped}</p> {url}, {hex} <pre>{twice}</pre>")
        };
        for size in [1, 100, 5000, usize::MAX] {
            let (out, findings) = redact("a.html", within(body.as_bytes()).as_bytes(), size);
            assert_eq!(String::from_utf8_lossy(&out), within(&alone), "{name} in chunks of {size}");
            masked += findings.len();
        }
    }
    assert!(masked > 100, "{masked}");
}

/// A plain body in which something is found that its patches don't mask says so before that has gone on.
#[test]
fn what_stands_in_a_body_and_can_not_be_masked_is_told() {
    let long = "Nothing of anybody, only weather. ".repeat(600);
    let secret = &format!("Aadhaar 3971 6129 3962, PAN THUPM4447A, mobile 8728793324. {long}");
    let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let clean: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let pdf = [b"%PDF-1.7\n".as_slice(), secret.as_bytes()].concat();
    // In a text that a run spells: its document is opened before what follows it is released.
    let nested = format!("{{\"file\":\"{}\"}} {long}", base64(&pdf));
    let archive = [b"7z\xbc\xaf\x27\x1c".as_slice(), long.as_bytes()].concat();
    for (content, hidden, unread) in [
        (secret.as_bytes(), false, false),
        (nested.as_bytes(), false, true),
        (&archive, false, true),
        (&wide, true, false),
        (&clean, false, false),
        (&pdf, false, true),
        (b"7z\xbc\xaf\x27\x1c and what else makes an archive long enough", false, true),
    ] {
        let body = format!("{{\"text\":\"{}\",\"file\":\"{}\"}}", "no ".repeat(2000), base64(content));
        let begin = body.find("file").expect("a place") as u64;
        for size in [1, 100, body.len()] {
            let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
            inspection.begin(Declared::default());
            for chunk in body.as_bytes().chunks(size) {
                inspection.write(chunk, &mut Masked::default());
                let told = inspection.has_hidden() || inspection.has_unread();
                let told = told || !(hidden || unread);
                assert!(told || inspection.released() < begin + 64, "released in chunks of {size}");
            }
            inspection.end(&mut Masked::default());
            assert_eq!((inspection.has_hidden(), inspection.has_unread()), (hidden, unread));
        }
    }
}

/// The first reason why something can't be read is that of the first place, whatever the chunks.
#[test]
fn many_documents_in_a_body_are_judged_alike_in_all_chunks() {
    let list = |n: u64| {
        base64(format!("name,age,mobile\nAsha Rao,47,{}\nRavi Das,51,9845012{n}\n", 8_728_793_300 + n).as_bytes())
    };
    let broken = base64(b"\x1f\x8b\x08\x04 and then nothing that anybody packed, for a while");
    let thrice = base64(base64(base64("weather ".repeat(20).as_bytes()).as_bytes()).as_bytes());
    let lists: String = (300..340).map(|n| format!("<p title=\"{}\">", list(n))).collect();
    for (body, persons) in [
        (format!("<p title=\"{broken}\">").repeat(80), 0),
        (format!("<i>{thrice}</i> <b>{broken}</b>").repeat(9), 0),
        (lists + &broken, 80),
    ] {
        let outcomes: Vec<_> = [1, 100, 5000, body.len()]
            .into_iter()
            .map(|size| {
                let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
                inspection.begin(Declared { file_name: "a.html", ..Declared::default() });
                body.as_bytes().chunks(size).for_each(|chunk| inspection.write(chunk, &mut Masked::default()));
                inspection.end(&mut Masked::default());
                inspection.outcome()
            })
            .collect();
        assert_ne!(outcomes[0].verdict, dwarpal::pipeline::Verdict::Pass);
        assert_eq!(outcomes[0].persons, persons);
        assert!(outcomes.iter().all(|outcome| outcome == &outcomes[0]), "{outcomes:?}");
    }
}

#[test]
fn what_is_not_plain_can_not_be_masked() {
    for (body, plain) in [(&b"Asha, PAN THUPM4447A"[..], true), (b"\xff\xfeA\0s\0", false), (b"%PDF-1.7", false)] {
        let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
        inspection.begin(Declared::default());
        inspection.write(body, &mut Masked::default());
        inspection.end(&mut Masked::default());
        assert_eq!(inspection.is_plain(), plain);
    }
}
