"""What administrators decide for everybody, and what people do with it. Part of portal_test.py, whose world it works in."""


class HouseChecks:
    def test_6_an_administrator_describes_queues_teams_and_names(self):
        owner = self.world.owner
        rows = self.operations
        wish = {"owner_policy": "fixed_user", "owner": "frida@example.org", "team": "Sales", "keeper": "olga@example.org", "keeper_after": 4,
                "auto_send": "authenticated", "job_files": "one_envelope", "language": "de", "message": "Bitte", "mail_after": 9,
                "tags": {"dialects": ["quillport"]}}
        changed = owner.send("PATCH", "/api/v1/queues/Accounting%20%C5%BE", wish)
        self.check(changed, rows["changeQueue"], "queue")
        self.assertEqual(changed.json, {"name": "Accounting \u017e", **wish})
        self.assertIn(changed.json, owner.send("GET", "/api/v1/queues").json["queues"])
        told = self.world.key.send("GET", "/api/v1/queues/Accounting%20%C5%BE")
        self.check(told, rows["getQueue"], "queue")
        self.assertEqual(told.json, {"name": "Accounting \u017e", "auto_send": "authenticated", "job_files": "one_envelope",
                                     "tags": {"dialects": ["quillport"]}})
        for wrong, field in (({"keeper_after": 0}, "keeper_after"), ({"owner": "nobody@example.org"}, "owner"),
                             ({"owner_policy": "job_user", "auto_send": "always"}, "auto_send"), ({"tags": {"dialects": ["runes"]}}, None)):
            refused = owner.send("PATCH", "/api/v1/queues/Accounting%20%C5%BE", wrong)
            self.assertEqual((refused.status, refused.json.get("field")), (400, field), wrong)
        team = owner.send("PATCH", f"/api/v1/teams/{self.world.team}", {"members": ["frida@example.org", "olga@example.org"]})
        self.check(team, rows["changeTeam"], "team")
        self.assertEqual([member["name"] for member in team.json["members"]], ["Frida Foreign", "Olga Owner"])
        self.assertEqual(owner.send("DELETE", f"/api/v1/teams/{self.world.team}").json["key"], "team_in_use")
        user = owner.send("PATCH", f"/api/v1/users/{self.world.user}", {"aliases": ["ACME\\Frida"]})
        self.check(user, rows["changeUser"], "user")
        self.assertIn(user.json, owner.send("GET", "/api/v1/users").json["users"])
        self.assertEqual(owner.send("PATCH", "/api/v1/users/nobody", {"aliases": []}).status, 404)

    def test_6_templates_fill_in_drafts_and_folders_narrow_lists(self):
        world, owner = self.world, self.world.owner
        rows = self.operations
        wish = {"message": "Bitte", "language": "de", "expires": "14d", "folder": "Vertr\u00e4ge/2026 & mehr",
                "roles": [{"key": "1", "routing_order": 3, "name": "Anna", "email": "anna@example.org", "phone": "+38641123456"}]}
        path = "/api/v1/templates/A%2FB%20%C5%BE"
        made = owner.send("PUT", path, wish)
        self.check(made, rows["putTemplate"], "put")
        self.assertEqual(made.json, {"name": "A/B \u017e", **wish})
        self.assertEqual(owner.send("GET", path).json, made.json)
        self.assertIn(made.json, world.foreign.send("GET", "/api/v1/templates").json["templates"])
        refused = owner.send("PUT", path, {"roles": [{"key": "1", "routing_order": 1, "email": "nobody"}]})
        self.assertEqual((refused.status, refused.json["field"]), (400, "roles.1.email"))
        self.assertEqual(owner.send("PATCH", "/api/v1/queues/filled", {"template": "nowhere"}).json["field"], "template")
        self.assertEqual(owner.send("PATCH", "/api/v1/queues/filled", {"template": "A/B \u017e"}).json["template"], "A/B \u017e")
        self.assertEqual(owner.send("DELETE", path).json["key"], "template_in_use")
        self.assertEqual(owner.send("PATCH", "/api/v1/queues/filled", {"template": ""}).status, 200)

        draft = f"/api/v1/drafts/{world.make_draft(owner)}"
        used = owner.send("POST", draft + "/template", {"version": owner.send("GET", draft).json["version"], "template": "A/B \u017e"})
        self.check(used, rows["useTemplate"], "use")
        self.assertEqual({key: used.json[key] for key in ("message", "language", "expires", "folder")},
                         {key: wish[key] for key in ("message", "language", "expires", "folder")})
        listed = owner.send("GET", "/api/v1/drafts?folder=Vertr%C3%A4ge%2F2026%20%26%20mehr").json["drafts"]
        self.assertEqual([row["id"] for row in listed], [used.json["id"]])
        self.assertEqual(owner.send("GET", "/api/v1/envelopes?folder=Vertr%C3%A4ge").json["envelopes"], [])
        empty = owner.send("PATCH", draft, {"version": used.json["version"], "folder": "", "expires": "", "language": ""})
        self.assertFalse({"folder", "expires", "language"} & set(empty.json))
        self.assertEqual(owner.send("DELETE", draft).status, 204)
        self.assertEqual(owner.send("DELETE", path).status, 204)
        self.assertEqual(owner.send("GET", path).json["key"], "no_such_template")
