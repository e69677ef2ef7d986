-- PostgreSQL database dump

SET client_encoding = 'UTF8';

COPY public.people (id, name, phone, email, dob) FROM stdin;
1	«person_name|Asha Rao»	«in_mobile|8728793324»	«email|asha@rao.example.in»	«date_of_birth|1978-04-12»
2	\N	«in_mobile|9812045673»	\N	\N
\.

COPY public.parcels (id, awb) FROM stdin;
1	397161293962
\.
