callback({"rows":[{"name":"«person_name|Asha Rao»","age":"«age|47»","mobile":"«in_mobile|8728793324»"}]});
