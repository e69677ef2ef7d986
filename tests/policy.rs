//! Policy documents: what is read, what is refused with which words, and which rules hold where.

use std::collections::BTreeSet;

use dwarpal::policy::{Asked, Mode, Policy, Rules, Thresholds};
use serde_json::{Value, json};

fn policy(document: &Value) -> Policy {
    Policy::parse(&document.to_string()).unwrap_or_else(|problem| panic!("{document}: {problem}"))
}

fn rules_at<'p>(policy: &'p Policy, asked: &Asked<'_>) -> &'p Rules {
    &policy.rules()[policy.decide(asked).rules]
}

#[test]
fn nothing_given_is_the_closed_door() {
    for document in [json!({}), json!({ "version": 1, "$schema": "policy.schema.json", "routes": [] })] {
        let policy = policy(&document);
        let rules = rules_at(&policy, &Asked::default());
        assert_eq!((rules.mode, rules.thresholds, rules.block_status), (Mode::Block, Thresholds::PUBLIC, 451));
        assert_eq!(
            (rules.on_limit.word(), rules.on_uninspectable.word(), rules.on_error.word()),
            ("block", "block", "block")
        );
        assert!(policy.decide(&Asked::default()).enforced);
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_what_to_write() {
    for (document, says) in [
        (json!({ "mode": "blok" }), "mode must be \"block\", \"redact\", \"cut\" or \"observe\""),
        (json!({ "mood": "block" }), "mood is not known; there are `$schema`, `version`, "),
        (json!({ "blockStatus": 200 }), "blockStatus must be a whole number from 400 to 599"),
        (json!({ "blockStatus": "403" }), "blockStatus must be a whole number from 400 to 599"),
        (json!({ "maxHeld": 1.5 }), "maxHeld must be a whole number from 1 to 2147483648"),
        (
            json!({ "routes": [{}, { "thresholds": { "persons": 65 } }] }),
            "routes[1].thresholds.persons must be a whole number from 0 to 64",
        ),
        (json!({ "routes": [{ "packs": ["in", "moon"] }] }), "routes[0].packs must be names of packs: \"in\", "),
        (json!({ "packs": [] }), "packs must be names of packs"),
        (
            json!({ "routes": [{ "match": { "path": "lists/" } }] }),
            "routes[0].match.path must be paths that begin with /",
        ),
        (
            json!({ "routes": [{ "match": { "status": "6xx" } }] }),
            "routes[0].match.status must be statuses such as 404",
        ),
        (json!({ "routes": [{ "match": { "host": "https://a.in" } }] }), "routes[0].match.host must be host names"),
        (json!({ "routes": [{ "match": { "when": "x" } }] }), "routes[0].match.when is not known; there are `host`, "),
        (json!({ "thresholds": { "persons": 0 } }), "because is needed: these thresholds let a list of people through"),
        (
            json!({ "because": "a register", "routes": [{ "thresholds": { "persons": 50 } }] }),
            "routes[0].because is needed",
        ),
        (json!({ "audience": "self", "selfPersons": 20 }), "because is needed"),
        (json!({ "selfPersons": 20 }), "because is needed"),
        (json!({ "version": 2 }), "version must be "),
        (json!({ "routes": {} }), "routes must be a list"),
        (json!({ "routes": [{ "match": [] }] }), "routes[0].match must be an object"),
        (json!({ "ignoreReflected": 1 }), "ignoreReflected must be true or false"),
        (json!({ "catalogue": "0.0.1" }), "catalogue must be "),
        (json!([]), "the policy must be an object"),
    ] {
        let problem = Policy::parse(&document.to_string()).expect_err(&document.to_string()).to_string();
        assert!(problem.starts_with(says), "{document}: {problem}");
    }
    let problem = Policy::parse("{\n\"mode\" \"block\"}").expect_err("no JSON").to_string();
    assert!(problem.contains("at line 2"), "{problem}");
}

#[test]
fn the_first_route_that_fits_holds_and_the_rest_is_as_above() {
    let policy = policy(&json!({
        "mode": "observe", "blockStatus": 403,
        "routes": [
            { "name": "own", "match": { "host": "*.example.in", "path": "/me/**" }, "audience": "self", "mode": "block" },
            { "name": "api", "match": { "path": ["/api/**", "/rpc"], "method": "get", "contentType": "application/*" }, "mode": "redact" },
            { "name": "errors", "match": { "status": ["5xx", 404] }, "mode": "cut" },
            { "match": { "path": "/register/**" }, "thresholds": { "persons": 0 }, "because": "a public register by law" }
        ]
    }));
    let asked = |host, path, method, content_type, status| Asked { host, path, method, content_type, status };
    for (asked, route) in [
        (asked("a.example.in", "/me/page", "GET", "text/html", 200), "own"),
        (asked("A.Example.IN.:443", "/me/page", "GET", "text/html", 200), "own"),
        (asked("example.in", "/me/page", "GET", "text/html", 200), ""),
        (asked("b.in", "/api/a/b", "GET", "Application/JSON; charset=utf-8", 200), "api"),
        (asked("b.in", "/rpc", "POST", "application/json", 200), ""),
        (asked("b.in", "/x", "GET", "", 503), "errors"),
        (asked("b.in", "/x", "GET", "", 404), "errors"),
        (asked("b.in", "/register/a", "GET", "", 200), "routes[3]"),
    ] {
        assert_eq!(rules_at(&policy, &asked).route, route, "{asked:?}");
    }
    let own = rules_at(&policy, &asked("a.example.in", "/me/x", "GET", "", 200));
    assert_eq!((own.thresholds.critical, own.thresholds.exposed, own.thresholds.persons), (0, 2, 2));
    assert_eq!((own.block_status, own.mode), (403, Mode::Block));
}

#[test]
fn all_rules_stand_for_the_other_audience_too() {
    let policy = policy(&json!({ "selfPersons": 2, "mode": "cut", "routes": [
        { "name": "own", "audience": "self" },
        { "name": "roll", "thresholds": { "persons": 0 }, "because": "it is public" },
    ] }));
    let lines = |Thresholds { critical, exposed, persons }| (critical, exposed, persons);
    let turned: Vec<_> = policy
        .turned()
        .iter()
        .map(|rules| (rules.route.as_str(), rules.mode, rules.audience.word(), lines(rules.thresholds)))
        .collect();
    assert_eq!(
        turned,
        [
            ("", Mode::Cut, "self", (0, 3, 3)),
            ("own", Mode::Cut, "public", lines(Thresholds::PUBLIC)),
            ("roll", Mode::Cut, "self", (0, 3, 3)),
        ]
    );
}

#[test]
fn an_address_with_two_readings_takes_the_stricter_route() {
    let policy = policy(&json!({
        "routes": [
            { "name": "register", "match": { "path": "/register/**" }, "mode": "observe", "because": "by law", "thresholds": { "persons": 0 } },
            { "name": "lists", "match": { "path": "/lists/**" } }
        ]
    }));
    for (path, route) in [
        ("/register/a", "register"),
        ("/lists/a", "lists"),
        ("/register/..%2Flists/a", "lists"),
        ("/lists/a/..%2f..%2fregister/x", "lists"),
        ("/lists/a;/%252e%252e/%2e%2e/register/x", "lists"),
        ("/lists%5Ca", ""),
        ("//register/a", ""),
    ] {
        assert_eq!(rules_at(&policy, &Asked { path, ..Asked::default() }).route, route, "{path}");
    }
}

#[test]
fn each_way_to_open_the_door_counts_where_an_address_has_two_readings() {
    for open in [
        json!({ "onUninspectable": "pass" }),
        json!({ "onError": "pass" }),
        json!({ "onLimit": "pass" }),
        json!({ "ignoreReflected": true }),
        json!({ "packs": "in" }),
        json!({ "enforce": 99 }),
        json!({ "audience": "self" }),
    ] {
        let mut forms = open.clone();
        forms["name"] = json!("forms");
        forms["match"] = json!({ "path": "/forms/**" });
        let policy = policy(&json!({ "routes": [forms] }));
        for (path, route) in [("/forms/a", "forms"), ("/forms/..%2Flists/a", ""), ("/lists/..%2Fforms/a", "")] {
            assert_eq!(rules_at(&policy, &Asked { path, ..Asked::default() }).route, route, "{open}: {path}");
        }
    }
}

#[test]
fn a_share_of_the_addresses_is_enforced_and_always_the_same() {
    let policy = policy(&json!({ "enforce": 30 }));
    let enforced =
        |i: u32| policy.decide(&Asked { host: "a.in", path: &format!("/list/{i}.csv"), ..Asked::default() }).enforced;
    let share = (0..2000).filter(|&i| enforced(i)).count();
    assert!((480..720).contains(&share), "{share} of 2,000");
    let other = |path| policy.decide(&Asked { host: "a.in", path, ..Asked::default() }).enforced;
    assert_eq!(other("/list/7.csv"), other("//list/./7.csv"));
}

#[test]
fn the_digest_tells_policies_apart() {
    assert_ne!(policy(&json!({})).digest(), policy(&json!({ "mode": "block" })).digest());
}

/// The names that an object of the document may have, from the error for one that it may not.
fn members(document: &Value) -> BTreeSet<String> {
    let problem = Policy::parse(&document.to_string()).expect_err("no such member").to_string();
    let (_, list) = problem.split_once("there are").expect("a list");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schema_names_the_same_members() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/policy.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("JSON");
    let named = |at: &str| -> BTreeSet<String> {
        let object = schema.pointer(at).unwrap_or_else(|| panic!("{at}"));
        assert_eq!(object["additionalProperties"], json!(false), "{at}");
        object["properties"].as_object().expect("properties").keys().cloned().collect()
    };
    for (at, document) in [
        ("", json!({ "?": 1 })),
        ("/definitions/route", json!({ "routes": [{ "?": 1 }] })),
        ("/definitions/match", json!({ "routes": [{ "match": { "?": 1 } }] })),
        ("/definitions/thresholds", json!({ "thresholds": { "?": 1 } })),
        ("/definitions/own", json!({ "own": { "?": 1 } })),
        ("/definitions/ownWords", json!({ "own": { "words": [{ "?": 1 }] } })),
        #[cfg(feature = "patterns")]
        ("/definitions/ownPattern", json!({ "own": { "patterns": [{ "?": 1 }] } })),
        ("/definitions/allow", json!({ "own": { "allow": { "?": 1 } } })),
        ("/definitions/grade", json!({ "own": { "kinds": { "email": { "?": 1 } } } })),
    ] {
        assert_eq!(named(at), members(&document), "{at}");
    }
    // The words and the numbers, too.
    for (name, object) in schema["definitions"].as_object().expect("definitions") {
        for word in object["enum"].as_array().into_iter().flatten() {
            policy(&match name.as_str() {
                "choice" => json!({ "onLimit": word }),
                "pack" => json!({ "packs": [word] }),
                "severity" => json!({ "own": { "kinds": { "email": { "severity": word } } } }),
                _ => json!({ name: word }),
            });
        }
    }
    for (name, property) in schema["properties"].as_object().expect("properties") {
        if let (Some(least), Some(most)) = (property["minimum"].as_u64(), property["maximum"].as_u64()) {
            for (value, right) in [(json!(least), true), (json!(most), true), (json!(most + 1), false)] {
                let document = json!({ name: value, "because": "a test" });
                assert_eq!(Policy::parse(&document.to_string()).is_ok(), right, "{document}");
            }
        }
    }
}
