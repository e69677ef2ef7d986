//! Words of other countries' identifiers. A word that mixes ASCII with other letters is written as its tokens.

use crate::grammar::{Group, Phrases};

pub(in crate::catalog) const SSN: Group = Group(Group::FIRST_FREE + 40);
pub(in crate::catalog) const TAX_ID_US: Group = Group(Group::FIRST_FREE + 41);
pub(in crate::catalog) const NPI: Group = Group(Group::FIRST_FREE + 42);
pub(in crate::catalog) const DEA: Group = Group(Group::FIRST_FREE + 43);
pub(in crate::catalog) const ABA: Group = Group(Group::FIRST_FREE + 44);
pub(in crate::catalog) const SIN: Group = Group(Group::FIRST_FREE + 45);
pub(in crate::catalog) const HEALTH_CARD_CA: Group = Group(Group::FIRST_FREE + 46);
pub(in crate::catalog) const NHS: Group = Group(Group::FIRST_FREE + 47);
pub(in crate::catalog) const CHI: Group = Group(Group::FIRST_FREE + 48);
pub(in crate::catalog) const NINO: Group = Group(Group::FIRST_FREE + 49);
pub(in crate::catalog) const UTR_UK: Group = Group(Group::FIRST_FREE + 50);
pub(in crate::catalog) const LICENCE_UK: Group = Group(Group::FIRST_FREE + 51);
pub(in crate::catalog) const IBAN: Group = Group(Group::FIRST_FREE + 52);
pub(in crate::catalog) const STEUER_ID: Group = Group(Group::FIRST_FREE + 53);
pub(in crate::catalog) const SV_NUMMER: Group = Group(Group::FIRST_FREE + 54);
pub(in crate::catalog) const KVNR: Group = Group(Group::FIRST_FREE + 55);
pub(in crate::catalog) const AHV: Group = Group(Group::FIRST_FREE + 56);
pub(in crate::catalog) const PESEL: Group = Group(Group::FIRST_FREE + 57);
pub(in crate::catalog) const DOWOD: Group = Group(Group::FIRST_FREE + 58);
pub(in crate::catalog) const NIP: Group = Group(Group::FIRST_FREE + 59);
pub(in crate::catalog) const RODNE: Group = Group(Group::FIRST_FREE + 60);
pub(in crate::catalog) const TAJ: Group = Group(Group::FIRST_FREE + 61);
pub(in crate::catalog) const ADOAZ: Group = Group(Group::FIRST_FREE + 62);
pub(in crate::catalog) const DAVCNA: Group = Group(Group::FIRST_FREE + 63);
pub(in crate::catalog) const BSN: Group = Group(Group::FIRST_FREE + 64);
pub(in crate::catalog) const NIR: Group = Group(Group::FIRST_FREE + 65);
pub(in crate::catalog) const SPI: Group = Group(Group::FIRST_FREE + 66);
pub(in crate::catalog) const DNI: Group = Group(Group::FIRST_FREE + 67);
pub(in crate::catalog) const NUSS: Group = Group(Group::FIRST_FREE + 68);
pub(in crate::catalog) const CF: Group = Group(Group::FIRST_FREE + 69);
pub(in crate::catalog) const NIF_PT: Group = Group(Group::FIRST_FREE + 70);
pub(in crate::catalog) const CC_PT: Group = Group(Group::FIRST_FREE + 71);
pub(in crate::catalog) const BE_NN: Group = Group(Group::FIRST_FREE + 72);
pub(in crate::catalog) const LU_NIN: Group = Group(Group::FIRST_FREE + 73);
pub(in crate::catalog) const PPS: Group = Group(Group::FIRST_FREE + 74);
pub(in crate::catalog) const AMKA: Group = Group(Group::FIRST_FREE + 75);
pub(in crate::catalog) const AFM: Group = Group(Group::FIRST_FREE + 76);
pub(in crate::catalog) const PERSONNUMMER: Group = Group(Group::FIRST_FREE + 77);
pub(in crate::catalog) const HETU: Group = Group(Group::FIRST_FREE + 78);
pub(in crate::catalog) const CPR: Group = Group(Group::FIRST_FREE + 79);
pub(in crate::catalog) const FNR: Group = Group(Group::FIRST_FREE + 80);
pub(in crate::catalog) const KENNITALA: Group = Group(Group::FIRST_FREE + 81);
pub(in crate::catalog) const ISIKUKOOD: Group = Group(Group::FIRST_FREE + 82);
pub(in crate::catalog) const LV_PK: Group = Group(Group::FIRST_FREE + 83);
pub(in crate::catalog) const CNP: Group = Group(Group::FIRST_FREE + 84);
pub(in crate::catalog) const EGN: Group = Group(Group::FIRST_FREE + 85);
pub(in crate::catalog) const OIB: Group = Group(Group::FIRST_FREE + 86);
pub(in crate::catalog) const JMBG: Group = Group(Group::FIRST_FREE + 87);
pub(in crate::catalog) const IMEI: Group = Group(Group::FIRST_FREE + 115);
pub(in crate::catalog) const ICCID: Group = Group(Group::FIRST_FREE + 116);
pub(in crate::catalog) const VIN: Group = Group(Group::FIRST_FREE + 117);
pub(in crate::catalog) const IP_ADDRESS: Group = Group(Group::FIRST_FREE + 118);
pub(in crate::catalog) const CPF: Group = Group(Group::FIRST_FREE + 119);
pub(in crate::catalog) const CNPJ: Group = Group(Group::FIRST_FREE + 120);
pub(in crate::catalog) const PIS: Group = Group(Group::FIRST_FREE + 121);
pub(in crate::catalog) const CURP: Group = Group(Group::FIRST_FREE + 122);
pub(in crate::catalog) const RFC: Group = Group(Group::FIRST_FREE + 123);
pub(in crate::catalog) const CLABE: Group = Group(Group::FIRST_FREE + 124);
pub(in crate::catalog) const INE: Group = Group(Group::FIRST_FREE + 125);
pub(in crate::catalog) const CUIT: Group = Group(Group::FIRST_FREE + 126);
pub(in crate::catalog) const CBU: Group = Group(Group::FIRST_FREE + 127);
pub(in crate::catalog) const RUT: Group = Group(Group::FIRST_FREE + 128);
pub(in crate::catalog) const NIT: Group = Group(Group::FIRST_FREE + 129);
pub(in crate::catalog) const CEDULA: Group = Group(Group::FIRST_FREE + 130);
pub(in crate::catalog) const CUI_PE: Group = Group(Group::FIRST_FREE + 131);
pub(in crate::catalog) const RIC: Group = Group(Group::FIRST_FREE + 132);
pub(in crate::catalog) const HKID: Group = Group(Group::FIRST_FREE + 133);
pub(in crate::catalog) const TWID: Group = Group(Group::FIRST_FREE + 134);
pub(in crate::catalog) const MYNUMBER: Group = Group(Group::FIRST_FREE + 135);
pub(in crate::catalog) const RRN: Group = Group(Group::FIRST_FREE + 136);
pub(in crate::catalog) const NRIC: Group = Group(Group::FIRST_FREE + 137);
pub(in crate::catalog) const MYKAD: Group = Group(Group::FIRST_FREE + 138);
pub(in crate::catalog) const THPIN: Group = Group(Group::FIRST_FREE + 139);
pub(in crate::catalog) const NIK: Group = Group(Group::FIRST_FREE + 140);
pub(in crate::catalog) const CNIC: Group = Group(Group::FIRST_FREE + 141);
pub(in crate::catalog) const NIC_LK: Group = Group(Group::FIRST_FREE + 142);
pub(in crate::catalog) const CITIZENSHIP_NP: Group = Group(Group::FIRST_FREE + 143);
pub(in crate::catalog) const NID_BD: Group = Group(Group::FIRST_FREE + 144);
pub(in crate::catalog) const TFN: Group = Group(Group::FIRST_FREE + 145);
pub(in crate::catalog) const MEDICARE: Group = Group(Group::FIRST_FREE + 146);
pub(in crate::catalog) const ABN: Group = Group(Group::FIRST_FREE + 147);
pub(in crate::catalog) const IHI: Group = Group(Group::FIRST_FREE + 148);
pub(in crate::catalog) const IRD: Group = Group(Group::FIRST_FREE + 149);
pub(in crate::catalog) const NHI: Group = Group(Group::FIRST_FREE + 150);
pub(in crate::catalog) const EID_AE: Group = Group(Group::FIRST_FREE + 151);
pub(in crate::catalog) const IQAMA: Group = Group(Group::FIRST_FREE + 152);
pub(in crate::catalog) const IL_ID: Group = Group(Group::FIRST_FREE + 153);
pub(in crate::catalog) const TCKN: Group = Group(Group::FIRST_FREE + 154);
pub(in crate::catalog) const MELLI: Group = Group(Group::FIRST_FREE + 155);
pub(in crate::catalog) const ZA_ID: Group = Group(Group::FIRST_FREE + 156);
pub(in crate::catalog) const INN: Group = Group(Group::FIRST_FREE + 157);
pub(in crate::catalog) const SNILS: Group = Group(Group::FIRST_FREE + 158);
pub(in crate::catalog) const RNOKPP: Group = Group(Group::FIRST_FREE + 159);
pub(in crate::catalog) const IIN: Group = Group(Group::FIRST_FREE + 160);
pub(in crate::catalog) const GHANA: Group = Group(Group::FIRST_FREE + 161);
pub(in crate::catalog) const NIN_NG: Group = Group(Group::FIRST_FREE + 162);
pub(in crate::catalog) const PASSWORD: Group = Group(Group::FIRST_FREE + 163);
pub(in crate::catalog) const AUTHORIZATION: Group = Group(Group::FIRST_FREE + 164);
pub(in crate::catalog) const MAC_ADDRESS: Group = Group(Group::FIRST_FREE + 165);
pub(in crate::catalog) const GOOGLE_KEY: Group = Group(Group::FIRST_FREE + 166);

pub(super) const PHRASES: Phrases = &[
    (SSN, &["ssn", "ssn no", "social security", "social security number", "soc sec"]),
    (TAX_ID_US, &["itin", "individual taxpayer"]),
    (NPI, &["npi", "national provider identifier"]),
    (DEA, &["dea no", "dea number", "dea registration"]),
    (ABA, &["routing number", "routing no", "aba", "aba routing", "routing transit number"]),
    (
        SIN,
        &[
            "social insurance number", "social insurance no", "sin number", "sin no", "num é ro d assurance sociale",
            "nas",
        ],
    ),
    (
        HEALTH_CARD_CA,
        &[
            "ohip", "health card", "health card number", "hcn", "phn", "personal health number", "msp number", "ramq",
            "nam", "carte soleil",
        ],
    ),
    (NHS, &["nhs", "nhs no", "nhs number"]),
    (CHI, &["chi", "chi no", "chi number", "community health index"]),
    (NINO, &["nino", "national insurance", "national insurance number", "ni number", "ni no"]),
    (UTR_UK, &["unique taxpayer reference", "utr uk", "self assessment utr", "tax reference"]),
    (LICENCE_UK, &["driver number", "dvla", "driving licence uk", "uk driving licence"]),
    (IBAN, &["iban", "international bank account number"]),
    (
        STEUER_ID,
        &[
            "steuer id", "steuerid", "steueridentifikationsnummer", "steuer identifikationsnummer", "id nr",
            "identifikationsnummer", "idnr",
        ],
    ),
    (
        SV_NUMMER,
        &["rentenversicherungsnummer", "sv nummer", "sozialversicherungsnummer", "versicherungsnummer", "rvnr", "svnr"],
    ),
    (KVNR, &["kvnr", "krankenversichertennummer", "krankenversicherung", "versichertennummer"]),
    (AHV, &["ahv", "ahv nummer", "avs", "num é ro avs", "nss ch"]),
    (PESEL, &["pesel"]),
    (DOWOD, &["dow ó d osobisty", "dowod osobisty", "dowodu osobistego"]),
    (NIP, &["nip"]),
    (RODNE, &["rodn é čí slo", "rodne cislo", "rodn é", "rc osoby"]),
    (TAJ, &["taj", "taj sz á m", "tajsz á m"]),
    (ADOAZ, &["ad ó azonos í t ó", "adoazonosito", "ad ó azonos í t ó jel"]),
    (DAVCNA, &["dav č na š tevilka", "davcna stevilka", "dav č na"]),
    (BSN, &["bsn", "burgerservicenummer", "burger service nummer", "sofinummer", "sofi nummer"]),
    (
        NIR,
        &[
            "nir", "num é ro de s é curit é sociale", "numero de securite sociale", "s é curit é sociale",
            "securite sociale", "insee",
        ],
    ),
    (SPI, &["spi", "num é ro fiscal", "numero fiscal"]),
    (DNI, &["dni", "nie", "nif", "dni nie", "documento nacional de identidad", "n ú mero de identidad de extranjero"]),
    (NUSS, &["nuss", "seguridad social", "n ú mero de la seguridad social"]),
    (CF, &["codice fiscale", "codicefiscale", "cod fiscale", "cod fisc"]),
    (NIF_PT, &["contribuinte", "n ú mero de contribuinte", "nif pt"]),
    (CC_PT, &["cart ã o de cidad ã o", "cartao de cidadao"]),
    (BE_NN, &["rijksregisternummer", "rijksregister", "num é ro national", "registre national", "numero national"]),
    (LU_NIN, &["matricule", "matricule nationale", "num é ro d identification national"]),
    (PPS, &["pps", "ppsn", "pps no", "pps number", "personal public service"]),
    (AMKA, &["amka", "ΑΜΚΑ", "αμκα"]),
    (AFM, &["afm", "ΑΦΜ", "αφμ"]),
    (PERSONNUMMER, &["personnummer", "samordningsnummer", "personnr"]),
    (HETU, &["henkil ö tunnus", "henkilotunnus", "hetu", "hetu tunnus"]),
    (CPR, &["cpr", "cpr nr", "cprnr", "cpr nummer", "cpr number"]),
    (FNR, &["f ø dselsnummer", "fodselsnummer", "fnr", "personnummer no"]),
    (KENNITALA, &["kennitala"]),
    (ISIKUKOOD, &["isikukood", "asmens kodas", "asmenskodas"]),
    (LV_PK, &["personas kods", "personas kodu"]),
    (CNP, &["cnp", "cod numeric personal"]),
    (EGN, &["egn", "ЕГН", "егн"]),
    (OIB, &["oib"]),
    (JMBG, &["jmbg", "ЈМБГ", "јмбг", "em š o", "emso", "mati č ni broj"]),
    (IMEI, &["imei", "imei no", "imei number", "imei1", "imei2"]),
    (ICCID, &["iccid", "sim no", "sim number", "sim serial", "sim serial number"]),
    (
        VIN,
        &[
            "vin", "vin number", "vin no", "chassis", "chassis no", "chassis number", "vehicle identification number",
            "चेसिस",
        ],
    ),
    (
        IP_ADDRESS,
        &["ip", "ip address", "ipv4", "ip addr", "ipv6", "ipv6 address", "client ip", "remote addr", "remote ip"],
    ),
    (CPF, &["cpf", "cadastro de pessoas f í sicas"]),
    (CNPJ, &["cnpj"]),
    (PIS, &["pis", "pasep", "nis", "pis pasep"]),
    (CURP, &["curp", "clave ú nica de registro de poblaci ó n"]),
    (RFC, &["rfc", "registro federal de contribuyentes"]),
    (CLABE, &["clabe", "clabe interbancaria"]),
    (INE, &["clave de elector", "ine clave"]),
    (CUIT, &["cuit", "cuil"]),
    (CBU, &["cbu"]),
    (RUT, &["rut", "rol ú nico"]),
    (NIT, &["nit"]),
    (CEDULA, &["c é dula", "cedula", "c é dula de identidad", "cedula de identidad"]),
    (CUI_PE, &["cui", "dni per ú", "dni peru"]),
    (RIC, &["身份证", "公民身份号码", "身份证号", "居民身份证", "resident id card", "chinese id", "ric no"]),
    (HKID, &["hkid", "香港身份證", "身份證號碼", "hong kong identity card", "hong kong id"]),
    (TWID, &["身分證字號", "身分證", "統一編號", "taiwan id"]),
    (MYNUMBER, &["マイナンバー", "個人番号", "my number", "mynumber", "kojin bango"]),
    (RRN, &["주민등록번호", "외국인등록번호", "resident registration number", "rrn kr", "alien registration number"]),
    (NRIC, &["nric", "fin no", "fin number", "nric fin", "singapore nric"]),
    (MYKAD, &["mykad", "kad pengenalan", "no kad pengenalan", "ic no", "ic number", "no ic"]),
    (THPIN, &["เลขประจําตัวประชาชน", "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "thai id", "thai national id"]),
    (NIK, &["nik", "ktp", "nomor induk kependudukan", "no ktp"]),
    (CNIC, &["cnic", "nicop", "شناختی کارڈ", "cnic no"]),
    (NIC_LK, &["nic no", "nic number", "sri lanka nic", "national identity card"]),
    (CITIZENSHIP_NP, &["नागरिकता", "citizenship no", "citizenship number", "राष्ट्रिय परिचयपत्र"]),
    (NID_BD, &["nid", "nid no", "জাতীয় পরিচয়পত্র", "জাতীয় পরিচয়"]),
    (TFN, &["tfn", "tax file number"]),
    (MEDICARE, &["medicare", "medicare no", "medicare number", "medicare card"]),
    (ABN, &["abn", "australian business number"]),
    (IHI, &["ihi", "individual healthcare identifier"]),
    (IRD, &["ird", "ird no", "ird number"]),
    (NHI, &["nhi", "nhi no", "nhi number"]),
    (EID_AE, &["emirates id", "emirates id no", "الهوية", "eida"]),
    (IQAMA, &["iqama", "الإقامة", "رقم الهوية", "saudi id", "national id saudi"]),
    (IL_ID, &["תעודת זהות", "ת ז", "israeli id", "teudat zehut"]),
    (TCKN, &["tckn", "tc kimlik", "tc kimlik no", "t c kimlik", "kimlik no"]),
    (MELLI, &["کد ملی", "code melli", "kode melli"]),
    (ZA_ID, &["id number", "said", "sa id", "south african id", "sa id number", "identity number"]),
    (INN, &["ИНН", "инн", "inn"]),
    (SNILS, &["СНИЛС", "снилс", "snils"]),
    (RNOKPP, &["РНОКПП", "рнокпп", "ІПН", "іпн", "rnokpp"]),
    (IIN, &["ЖСН", "ИИН", "жсн", "иин", "iin"]),
    (GHANA, &["ghana card", "ghana card no"]),
    (NIN_NG, &["nin", "national identification number", "bvn"]),
    (
        PASSWORD,
        &[
            "password", "passwd", "pwd", "passphrase", "db password", "client secret", "secret key",
            "secret access key", "api key", "apikey", "api secret", "access token", "auth token", "private token",
        ],
    ),
    (GOOGLE_KEY, &["google api key", "gcp api key", "gemini api key", "server key", "google key"]),
    (AUTHORIZATION, &["authorization", "authorization header", "proxy authorization"]),
    (MAC_ADDRESS, &["mac", "mac address", "hardware address", "hwaddr", "wifi mac", "bssid"]),
];
