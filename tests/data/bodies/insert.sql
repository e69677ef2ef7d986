-- Clinic's list (made up)
INSERT INTO `patients` (`id`, `full_name`, `mobile_no`, `aadhaar`, `age`, `note`) VALUES
(1, '«person_name|Asha Rao»', '«in_mobile|8728793324»', '«in_aadhaar|397161293962»', «age|45», 'it''s (fine); 8728793324x'),
(2, '«person_name|Ravi Das»', «in_mobile|9812045673», '«in_aadhaar|843077125537»', «age|31», NULL),
(3, '«person_name|Meena Pillai»', NULL, '«in_aadhaar|4878 6089 9613»', «age|29», 'O\'Brien, (left');
UPDATE patients SET note = 'call 1234567' WHERE id = 3;
INSERT INTO orders (id, order_no) VALUES (7, '397161293962'), (8, '8728793324');
