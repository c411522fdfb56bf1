/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made by po/data-strings.py from data/; read by xgettext only, never compiled. */

/* TRANSLATORS: fields.json › sections › product, label */
NC_("data", "Product")

/* TRANSLATORS: fields.json › sections › device, label */
NC_("data", "Device under test")

/* TRANSLATORS: fields.json › sections › target, label */
NC_("data", "Target")

/* TRANSLATORS: fields.json › sections › tester, label */
NC_("data", "Test environment")

/* TRANSLATORS: fields.json › sections › vulnerability, label */
NC_("data", "Vulnerability")

/* TRANSLATORS: fields.json › sections › discovery, label */
NC_("data", "Discovery")

/* TRANSLATORS: fields.json › sections › exploitation, label */
NC_("data", "Exploitation")

/* TRANSLATORS: fields.json › sections › disclosure, label */
NC_("data", "Disclosure")

/* TRANSLATORS: fields.json › sections › contact, label */
NC_("data", "Contact")

/* TRANSLATORS: fields.json › sections › submission, label */
NC_("data", "Submission")

/* TRANSLATORS: fields.json › fields › product.name, label */
NC_("data", "Product name")

/* TRANSLATORS: fields.json › fields › product.name, help */
NC_("data", "As it stands on the type plate, in the program or in the manual.")

/* TRANSLATORS: fields.json › fields › product.version, label */
NC_("data", "Product version")

/* TRANSLATORS: fields.json › fields › product.version, help */
NC_("data", "Version of the software or firmware, or the model's revision. Leave out serial numbers.")

/* TRANSLATORS: fields.json › fields › product.configuration, label */
NC_("data", "Configuration of the product")

/* TRANSLATORS: fields.json › fields › product.configuration, help */
NC_("data", "Options, modules and settings that differ from how it is delivered, as far as they matter here.")

/* TRANSLATORS: fields.json › fields › product.component, label */
NC_("data", "Affected part")

/* TRANSLATORS: fields.json › fields › product.component, help */
NC_("data", "Where the vulnerability lies, as far as you can tell.")

/* TRANSLATORS: fields.json › fields › product.component › choices › software, label; fields.json › fields › target.kind › choices › software, label */
NC_("data", "Software")

/* TRANSLATORS: fields.json › fields › product.component › choices › firmware, label; fields.json › fields › target.kind › choices › firmware, label */
NC_("data", "Firmware")

/* TRANSLATORS: fields.json › fields › product.component › choices › device, label */
NC_("data", "Device")

/* TRANSLATORS: fields.json › fields › product.component › choices › service, label */
NC_("data", "Online service")

/* TRANSLATORS: fields.json › fields › product.component › choices › other, label; fields.json › fields › target.kind › choices › other, label */
NC_("data", "Something else")

/* TRANSLATORS: fields.json › fields › product.control-area, label */
NC_("data", "Affected safeguard")

/* TRANSLATORS: fields.json › fields › product.control-area, help */
NC_("data", "The kind of safeguard that fails, in the terms of a manufacturer's disclosure statement (MDS2).")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › audit, label */
NC_("data", "Audit controls")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › authorization, label */
NC_("data", "Authorization")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › backup, label */
NC_("data", "Data backup and disaster recovery")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › malware, label */
NC_("data", "Malware detection and protection")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › hardening, label */
NC_("data", "System and application hardening")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › transmission, label */
NC_("data", "Transmission confidentiality and integrity")

/* TRANSLATORS: fields.json › fields › product.control-area › choices › other, label */
NC_("data", "Another safeguard")

/* TRANSLATORS: fields.json › fields › target.kind, label */
NC_("data", "What was tested")

/* TRANSLATORS: fields.json › fields › target.kind, help */
NC_("data", "The answer decides which further questions are asked.")

/* TRANSLATORS: fields.json › fields › target.kind › choices › device, label */
NC_("data", "A device")

/* TRANSLATORS: fields.json › fields › target.kind › choices › web, label */
NC_("data", "A web-based service")

/* TRANSLATORS: fields.json › fields › web.date, label */
NC_("data", "Date of the test")

/* TRANSLATORS: fields.json › fields › web.date, help */
NC_("data", "The day on which you used the service.")

/* TRANSLATORS: fields.json › fields › web.time, label */
NC_("data", "Time of the test")

/* TRANSLATORS: fields.json › fields › web.time, help */
NC_("data", "With its offset from UTC, such as 14:05+02:00 or 12:05Z, so that it can be found in the vendor's logs.")

/* TRANSLATORS: fields.json › fields › web.urls, label */
NC_("data", "URLs")

/* TRANSLATORS: fields.json › fields › web.urls, help */
NC_("data", "Every address concerned, in full. Take out passwords and session tokens.")

/* TRANSLATORS: fields.json › fields › web.browser, label */
NC_("data", "Browser used for the test")

/* TRANSLATORS: fields.json › fields › web.browser, help */
NC_("data", "The program with which the service was used.")

/* TRANSLATORS: fields.json › fields › web.browser-version, label */
NC_("data", "Version of that browser")

/* TRANSLATORS: fields.json › fields › web.input, label */
NC_("data", "Input used")

/* TRANSLATORS: fields.json › fields › web.input, help */
NC_("data", "What you typed or sent, exactly. Take out passwords and data of other people.")

/* TRANSLATORS: fields.json › fields › dut.origin, label */
NC_("data", "Where the device came from")

/* TRANSLATORS: fields.json › fields › dut.origin, help */
NC_("data", "A kind of place is enough; no names are needed.")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › own-purchase, label */
NC_("data", "Bought for testing")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › second-hand, label */
NC_("data", "Bought second-hand")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › test-unit, label */
NC_("data", "A test unit")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › loan, label */
NC_("data", "Borrowed for testing")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › facility, label */
NC_("data", "Belongs to a health-care facility")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › simulated, label */
NC_("data", "No device: emulated, or software alone")

/* TRANSLATORS: fields.json › fields › dut.origin › choices › other, label */
NC_("data", "From elsewhere")

/* TRANSLATORS: fields.json › fields › dut.clinical-use, label */
NC_("data", "Clinical use")

/* TRANSLATORS: fields.json › fields › dut.clinical-use, help */
NC_("data", "Whether the device is or was used with patients. A device that is used with patients must not be tested.")

/* TRANSLATORS: fields.json › fields › dut.clinical-use › choices › never, label; baxter.json › fields › dut.clinical-use › choices › never, label; fresenius.json › fields › dut.clinical-use › choices › never, label */
NC_("data", "Never used with patients")

/* TRANSLATORS: fields.json › fields › dut.clinical-use › choices › test-unit, label; baxter.json › fields › dut.clinical-use › choices › test-unit, label; fresenius.json › fields › dut.clinical-use › choices › test-unit, label */
NC_("data", "Kept for testing only")

/* TRANSLATORS: fields.json › fields › dut.clinical-use › choices › not-in-use, label; baxter.json › fields › dut.clinical-use › choices › not-in-use, label; fresenius.json › fields › dut.clinical-use › choices › not-in-use, label */
NC_("data", "Used before, not in use during the test")

/* TRANSLATORS: fields.json › fields › dut.clinical-use › choices › in-use, label */
NC_("data", "In use during the test")

/* TRANSLATORS: fields.json › fields › dut.last-clinical-use, label */
NC_("data", "Last clinical use")

/* TRANSLATORS: fields.json › fields › dut.last-clinical-use, help */
NC_("data", "The last day on which it was used with a patient, as far as it is known.")

/* TRANSLATORS: fields.json › fields › dut.network, label */
NC_("data", "Network of the device")

/* TRANSLATORS: fields.json › fields › dut.network, help */
NC_("data", "What the device was connected to during the test. Leave out public addresses and names of networks.")

/* TRANSLATORS: fields.json › fields › dut.restored, label */
NC_("data", "Restored to its original state")

/* TRANSLATORS: fields.json › fields › dut.restored, help */
NC_("data", "Whether everything that the test changed has been undone.")

/* TRANSLATORS: fields.json › fields › dut.restored › choices › yes, label; fields.json › fields › multi-vendor › choices › yes, label; fields.json › fields › exploited › choices › yes, label */
NC_("data", "Yes")

/* TRANSLATORS: fields.json › fields › dut.restored › choices › partly, label */
NC_("data", "In part")

/* TRANSLATORS: fields.json › fields › dut.restored › choices › no, label; fields.json › fields › multi-vendor › choices › no, label */
NC_("data", "No")

/* TRANSLATORS: fields.json › fields › dut.must-not-return, label */
NC_("data", "The device must not return to patients")

/* TRANSLATORS: fields.json › fields › dut.must-not-return, help */
NC_("data", "Say yes when the test may have left anything behind: opened housings, changed settings, other firmware.")

/* TRANSLATORS: fields.json › fields › dut.notes, label */
NC_("data", "Notes on the device")

/* TRANSLATORS: fields.json › fields › dut.notes, help */
NC_("data", "Anything else that the vendor should know about this one device. Leave out serial numbers and names of places.")

/* TRANSLATORS: fields.json › fields › env.os, label */
NC_("data", "Operating system")

/* TRANSLATORS: fields.json › fields › env.os, help */
NC_("data", "Of the system with which you tested.")

/* TRANSLATORS: fields.json › fields › env.os-version, label */
NC_("data", "Version of the operating system")

/* TRANSLATORS: fields.json › fields › env.kernel, label */
NC_("data", "Kernel")

/* TRANSLATORS: fields.json › fields › env.kernel, help */
NC_("data", "Name and release.")

/* TRANSLATORS: fields.json › fields › env.architecture, label */
NC_("data", "Architecture")

/* TRANSLATORS: fields.json › fields › env.architecture, help */
NC_("data", "Such as x86_64.")

/* TRANSLATORS: fields.json › fields › env.virtual, label */
NC_("data", "Virtual machine")

/* TRANSLATORS: fields.json › fields › env.virtual, help */
NC_("data", "Whether the system ran in a virtual machine, and in which.")

/* TRANSLATORS: fields.json › fields › env.network, label */
NC_("data", "Network configuration")

/* TRANSLATORS: fields.json › fields › env.network, help */
NC_("data", "Kind of network, private address ranges, what lay between you and the product. Leave out public addresses, hardware addresses and names of networks.")

/* TRANSLATORS: fields.json › fields › env.browser, label */
NC_("data", "Browser")

/* TRANSLATORS: fields.json › fields › env.browser-version, label */
NC_("data", "Version of the browser")

/* TRANSLATORS: fields.json › fields › env.tools, label */
NC_("data", "Tools with their versions")

/* TRANSLATORS: fields.json › fields › env.tools, help */
NC_("data", "One tool in each line.")

/* TRANSLATORS: fields.json › fields › env.clock, label */
NC_("data", "Clock")

/* TRANSLATORS: fields.json › fields › env.clock, help */
NC_("data", "Whether the clock was right, so that times in logs can be compared.")

/* TRANSLATORS: fields.json › fields › env.other, label */
NC_("data", "Other details of the environment")

/* TRANSLATORS: fields.json › fields › env.other, help */
NC_("data", "Anything else that may matter for repeating the test. Where there is nothing, say so.")

/* TRANSLATORS: fields.json › fields › vuln.title, label */
NC_("data", "Title")

/* TRANSLATORS: fields.json › fields › vuln.title, help */
NC_("data", "One line that names the weakness and the place.")

/* TRANSLATORS: fields.json › fields › vuln.description, label */
NC_("data", "Technical description")

/* TRANSLATORS: fields.json › fields › vuln.description, help */
NC_("data", "What is wrong, where, and the steps with which it shows. Leave out data of patients and of other people.")

/* TRANSLATORS: fields.json › fields › vuln.impact, label */
NC_("data", "Impact")

/* TRANSLATORS: fields.json › fields › vuln.impact, help */
NC_("data", "What can happen to patients, to the treatment, to data and to the system.")

/* TRANSLATORS: fields.json › fields › vuln.attack-scenario, label */
NC_("data", "Attack scenario")

/* TRANSLATORS: fields.json › fields › vuln.attack-scenario, help */
NC_("data", "How somebody could use it: from where, with what access and what knowledge.")

/* TRANSLATORS: fields.json › fields › vuln.poc, label */
NC_("data", "Proof of concept")

/* TRANSLATORS: fields.json › fields › vuln.poc, help */
NC_("data", "Only what already exists and was made without breaking the vendor's rules: nobody demands one. Attach files and say here what they do.")

/* TRANSLATORS: fields.json › fields › multi-vendor, label */
NC_("data", "Several vendors affected")

/* TRANSLATORS: fields.json › fields › multi-vendor, help */
NC_("data", "Whether you believe that products of other vendors are affected too.")

/* TRANSLATORS: fields.json › fields › multi-vendor › choices › unsure, label */
NC_("data", "Not sure")

/* TRANSLATORS: fields.json › fields › other-vendors, label */
NC_("data", "Other vendors")

/* TRANSLATORS: fields.json › fields › other-vendors, help */
NC_("data", "One vendor or product in each line.")

/* TRANSLATORS: fields.json › fields › discovery.date, label */
NC_("data", "Date of discovery")

/* TRANSLATORS: fields.json › fields › discovery.date, help */
NC_("data", "The day on which you found it.")

/* TRANSLATORS: fields.json › fields › discovery.place, label */
NC_("data", "Place of discovery")

/* TRANSLATORS: fields.json › fields › discovery.place, help */
NC_("data", "A kind of place is enough. It says less about you and about others than a name.")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › lab, label */
NC_("data", "In a laboratory or at a workplace")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › home, label */
NC_("data", "At home")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › facility, label */
NC_("data", "In a health-care facility")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › customer, label */
NC_("data", "At another customer's site")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › remote, label */
NC_("data", "Over the internet")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › documents, label */
NC_("data", "In documents, updates or published software")

/* TRANSLATORS: fields.json › fields › discovery.place › choices › other, label */
NC_("data", "Elsewhere")

/* TRANSLATORS: fields.json › fields › discovery.place-detail, label */
NC_("data", "More about the place")

/* TRANSLATORS: fields.json › fields › discovery.place-detail, help */
NC_("data", "Careful: a place can give away a clinic, its patients or you. Write only what the vendor needs.")

/* TRANSLATORS: fields.json › fields › discovery.tools, label */
NC_("data", "Tools used")

/* TRANSLATORS: fields.json › fields › discovery.tools, help */
NC_("data", "Programs and equipment with which you found it.")

/* TRANSLATORS: fields.json › fields › discovery.techniques, label */
NC_("data", "Techniques used")

/* TRANSLATORS: fields.json › fields › discovery.techniques, help */
NC_("data", "How you went about it.")

/* TRANSLATORS: fields.json › fields › exploited, label */
NC_("data", "Signs of exploitation")

/* TRANSLATORS: fields.json › fields › exploited, help */
NC_("data", "Whether anything points to others using the vulnerability.")

/* TRANSLATORS: fields.json › fields › exploited › choices › no, label */
NC_("data", "None known")

/* TRANSLATORS: fields.json › fields › exploited › choices › suspected, label */
NC_("data", "Suspected")

/* TRANSLATORS: fields.json › fields › exploited.evidence, label */
NC_("data", "What points to exploitation")

/* TRANSLATORS: fields.json › fields › exploited.evidence, help */
NC_("data", "What was seen, when and where. Leave out data of patients and of other people.")

/* TRANSLATORS: fields.json › fields › disclosure.plan, label */
NC_("data", "Plan for disclosure")

/* TRANSLATORS: fields.json › fields › disclosure.plan, help */
NC_("data", "Whether and when you mean to publish, and how much time you give the vendor.")

/* TRANSLATORS: fields.json › fields › disclosure.prior, label */
NC_("data", "Parties that already know")

/* TRANSLATORS: fields.json › fields › disclosure.prior, help */
NC_("data", "Who was told, when, and what.")

/* TRANSLATORS: fields.json › fields › disclosure.intended, label */
NC_("data", "Parties that will be told")

/* TRANSLATORS: fields.json › fields › disclosure.intended, help */
NC_("data", "Whom you mean to tell, when, and what.")

/* TRANSLATORS: fields.json › fields › contact.name, label */
NC_("data", "Name")

/* TRANSLATORS: fields.json › fields › contact.organization, label */
NC_("data", "Organization")

/* TRANSLATORS: fields.json › fields › contact.email, label */
NC_("data", "E-mail address")

/* TRANSLATORS: fields.json › fields › contact.phone, label */
NC_("data", "Telephone number")

/* TRANSLATORS: fields.json › fields › contact.phone, help */
NC_("data", "With the country's prefix.")

/* TRANSLATORS: fields.json › fields › contact.keep-confidential, label */
NC_("data", "Keep my name and contact details confidential")

/* TRANSLATORS: fields.json › fields › contact.keep-confidential, help */
NC_("data", "This is written into the report. What the vendor makes of it stands in the vendor's terms.")

/* TRANSLATORS: fields.json › fields › credit.people, label */
NC_("data", "People to credit")

/* TRANSLATORS: fields.json › fields › credit.people, help */
NC_("data", "Who should be named when the vendor publishes. Ask them first.")

/* TRANSLATORS: fields.json › fields › reporter.role, label */
NC_("data", "Who is reporting")

/* TRANSLATORS: fields.json › fields › reporter.role › choices › researcher, label */
NC_("data", "A security researcher")

/* TRANSLATORS: fields.json › fields › reporter.role › choices › customer, label */
NC_("data", "A customer or user")

/* TRANSLATORS: fields.json › fields › reporter.role › choices › security-vendor, label */
NC_("data", "A security company")

/* TRANSLATORS: fields.json › fields › reporter.role › choices › agency, label */
NC_("data", "An agency or a coordinator")

/* TRANSLATORS: fields.json › fields › reporter.role › choices › other, label */
NC_("data", "Somebody else")

/* TRANSLATORS: fields.json › fields › report.sensitivity, label */
NC_("data", "This report holds particularly sensitive information")

/* TRANSLATORS: fields.json › fields › report.sensitivity, help */
NC_("data", "Some vendors ask for another way of sending in that case.")

/* TRANSLATORS: baxter.json › not-for › 1, note */
NC_("data", "A public list has an entry of its own for Hillrom; look there which address takes a report on its products.")

/* TRANSLATORS: baxter.json › links › advisories, note */
NC_("data", "Product security bulletins. Look here first whether yours is known already.")

/* TRANSLATORS: baxter.json › links › privacy, note */
NC_("data", "The page mentions a Global Privacy Policy; the stored copy does not hold its address.")

/* TRANSLATORS: baxter.json › links › contact, note */
NC_("data", "The page sends complaints and adverse events to its “contact us” page; the stored copy does not hold its address.")

/* TRANSLATORS: baxter.json › diversions › adverse-event, question */
NC_("data", "Was anyone harmed, or did a device malfunction?")

/* TRANSLATORS: baxter.json › diversions › adverse-event, advice when the answer is yes */
NC_("data", "Report the harm or the malfunction first, through the vendor's “contact us” page. This report can only be an addition to that.")

/* TRANSLATORS: baxter.json › prerequisites › secure-environment, title */
NC_("data", "I tested in a secure environment")

/* TRANSLATORS: baxter.json › prerequisites › secure-environment, explanation */
NC_("data", "The environment kept to every rule that follows.")

/* TRANSLATORS: baxter.json › prerequisites › laws, title */
NC_("data", "I kept all laws and regulations")

/* TRANSLATORS: baxter.json › prerequisites › laws, explanation */
NC_("data", "You are not asked where you are.")

/* TRANSLATORS: baxter.json › prerequisites › no-harm, title */
NC_("data", "I avoided tests that could do harm")

/* TRANSLATORS: baxter.json › prerequisites › no-harm, explanation */
NC_("data", "Patients, privacy and equipment must not have been at stake.")

/* TRANSLATORS: baxter.json › prerequisites › not-in-use, title */
NC_("data", "I tested no device in use and no production software")

/* TRANSLATORS: baxter.json › prerequisites › not-in-use, explanation */
NC_("data", "This covers any device in use, not only one that is connected to a patient.")

/* TRANSLATORS: baxter.json › prerequisites › no-exploitation, title */
NC_("data", "I did nothing to exploit the vulnerability")

/* TRANSLATORS: baxter.json › prerequisites › no-exploitation, explanation */
NC_("data", "The rule makes no exception. The vendor also asks for a proof of concept: give one only if it exists already and was made without breaking this rule.")

/* TRANSLATORS: baxter.json › prerequisites › no-change, title */
NC_("data", "I left no change behind")

/* TRANSLATORS: baxter.json › prerequisites › no-change, explanation */
NC_("data", "Nothing that the test did may go on having an effect.")

/* TRANSLATORS: baxter.json › terms › non-confidential, title */
NC_("data", "My report is not confidential, and Baxter may use it in any manner")

/* TRANSLATORS: baxter.json › terms › non-confidential, explanation */
NC_("data", "Whatever you send may be used and passed on without limits, your name and contact details included.")

/* TRANSLATORS: baxter.json › terms › no-rights, title */
NC_("data", "My report gives me no rights and Baxter no obligations")

/* TRANSLATORS: baxter.json › terms › no-rights, explanation */
NC_("data", "The promises on the page are not owed to you by law on account of your report.")

/* TRANSLATORS: baxter.json › contradictions › 1, note */
NC_("data", "The vendor forbids every exploitation and asks for any proof of concept. Nobody demands one: give it only if it exists already and was made without breaking the rule.")

/* TRANSLATORS: baxter.json › anonymity, what follows from being anonymous */
NC_("data", "The page says nothing about anonymous reports and asks for contact information. Expect no reply.")

/* TRANSLATORS: baxter.json › fields › vuln.poc, help */
NC_("data", "Only if it already exists and was made without breaking the rule against exploiting any vulnerability: nobody demands one. Attach files and say here what they do.")

/* TRANSLATORS: baxter.json › forbidden › personal-data, title */
NC_("data", "No personal or health information")

/* TRANSLATORS: baxter.json › forbidden › personal-data, explanation */
NC_("data", "In text, pictures and files alike. Your own contact details, which the vendor asks for, are not meant.")

/* TRANSLATORS: baxter.json › promises › acknowledge, title */
NC_("data", "They acknowledge receipt within 7 days")

/* TRANSLATORS: baxter.json › promises › acknowledge, explanation */
NC_("data", "Calendar days, without a condition.")

/* TRANSLATORS: baxter.json › promises › verify, title */
NC_("data", "They verify and reproduce, and may contact you")

/* TRANSLATORS: baxter.json › promises › verify, explanation */
NC_("data", "Keep your test set-up available for a while.")

/* TRANSLATORS: baxter.json › promises › evaluate, title */
NC_("data", "They evaluate the risk")

/* TRANSLATORS: baxter.json › promises › publish, title */
NC_("data", "They publish, if they find that it is called for")

/* TRANSLATORS: baxter.json › promises › publish, explanation */
NC_("data", "The vendor decides. Third parties may receive what you report.")

/* TRANSLATORS: baxter.json › promises › cooperation, title */
NC_("data", "They work with researchers")

/* TRANSLATORS: baxter.json › channels › mail › address, note */
NC_("data", "The address is masked in the stored copy of the page. Look it up on the vendor's page and confirm it.")

/* TRANSLATORS: baxter.json › channels › mail, title; practice.json › channels › mail, title */
NC_("data", "E-mail")

/* TRANSLATORS: baxter.json › channels › mail, note */
NC_("data", "The vendor offers a key, but the stored copy of the page lacks its link and states no fingerprint. Get the key from the vendor's page and confirm its full fingerprint.")

/* TRANSLATORS: baxter.json › channels › questions › address, note */
NC_("data", "The address is masked in the stored copy of the page.")

/* TRANSLATORS: baxter.json › channels › questions, title */
NC_("data", "Questions of customers")

/* TRANSLATORS: baxter.json › channels › questions, note */
NC_("data", "For questions about products, not for reports.")

/* TRANSLATORS: baxter.json › notes › mission, title */
NC_("data", "The vendor's mission")

/* TRANSLATORS: baxter.json › notes › documents, title */
NC_("data", "Documents on request")

/* TRANSLATORS: baxter.json › notes › documents, explanation */
NC_("data", "For customers, such as those who want the ExactaMix Cybersecurity Guide; not a way to report.")

/* TRANSLATORS: baxter.json › notes › mds2, title */
NC_("data", "Security features are described in an MDS2")

/* TRANSLATORS: baxter.json › notes › mds2, explanation */
NC_("data", "Audit controls, authorization, data backup and disaster recovery, malware detection and protection, system and application hardening, transmission confidentiality and integrity.")

/* TRANSLATORS: baxter.json › notes › other-routes, title */
NC_("data", "Other routes for customers")

/* TRANSLATORS: baxter.json › notes › partners, title */
NC_("data", "The vendor exchanges information with others")

/* TRANSLATORS: baxter.json › notes › partners, explanation */
NC_("data", "The list of organizations stands under “May share with”.")

/* TRANSLATORS: fresenius.json › not-for › 1, note */
NC_("data", "The group has a vulnerability statement of its own, which differs from this one.")

/* TRANSLATORS: fresenius.json › links › advisories, note */
NC_("data", "The page mentions published vulnerability advisories; the stored copy does not hold their address. Look there first whether yours is known already.")

/* TRANSLATORS: fresenius.json › links › privacy, note */
NC_("data", "The form points to a privacy policy; the stored copy does not hold its address.")

/* TRANSLATORS: fresenius.json › prerequisites › patient-safety, title */
NC_("data", "I put no patient and no sensitive data at risk")

/* TRANSLATORS: fresenius.json › prerequisites › patient-safety, explanation */
NC_("data", "Nothing you did may have endangered a patient or exposed sensitive data.")

/* TRANSLATORS: fresenius.json › prerequisites › laws, title */
NC_("data", "I kept the laws of both places")

/* TRANSLATORS: fresenius.json › prerequisites › laws, explanation */
NC_("data", "The laws where you are count, and those where the vendor is. You are not asked where you are.")

/* TRANSLATORS: fresenius.json › prerequisites › no-public-disclosure, title */
NC_("data", "I have not publicly disclosed the details")

/* TRANSLATORS: fresenius.json › prerequisites › no-public-disclosure, explanation */
NC_("data", "You attest that the details are not public now. When you mean to publish is a question of its own, in the form.")

/* TRANSLATORS: fresenius.json › prerequisites › mitigation, title */
NC_("data", "I avoided harm to privacy, users, systems and data")

/* TRANSLATORS: fresenius.json › prerequisites › mitigation, explanation */
NC_("data", "No privacy was violated, nothing was slowed down, disturbed, changed or destroyed that others rely on.")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-exploitation, title */
NC_("data", "I exploited it only as far as needed")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-exploitation, explanation */
NC_("data", "An exploit may only confirm that the vulnerability is there.")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-exploitation, part of the rule */
NC_("data", "No data compromised or carried off")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-exploitation, part of the rule */
NC_("data", "No persistent command line access")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-exploitation, part of the rule */
NC_("data", "No pivot to other systems")

/* TRANSLATORS: fresenius.json › prerequisites › side-effects, title */
NC_("data", "I know that testing may have hidden effects")

/* TRANSLATORS: fresenius.json › prerequisites › side-effects, explanation */
NC_("data", "A product may behave differently after a test without showing it.")

/* TRANSLATORS: fresenius.json › prerequisites › side-effects, advice for a person who is not sure */
NC_("data", "Stop testing, keep the product away from patients, and ask the vendor; the address for questions is on the vendor's page.")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-use, title */
NC_("data", "I demonstrated it only as needed")

/* TRANSLATORS: fresenius.json › prerequisites › responsible-use, explanation */
NC_("data", "A demonstration shows the vulnerability and nothing beyond it.")

/* TRANSLATORS: fresenius.json › prerequisites › patient-care-devices, title */
NC_("data", "I tested no device in patient care")

/* TRANSLATORS: fresenius.json › prerequisites › patient-care-devices, explanation */
NC_("data", "A device that treats, examines or watches over a patient must not be tested.")

/* TRANSLATORS: fresenius.json › prerequisites › avoid-impact, title */
NC_("data", "I refrained from tests that could affect others")

/* TRANSLATORS: fresenius.json › prerequisites › avoid-impact, explanation */
NC_("data", "Patients, donors, privacy and equipment must not have been at stake.")

/* TRANSLATORS: fresenius.json › prerequisites › scope, title */
NC_("data", "I stayed within the scope")

/* TRANSLATORS: fresenius.json › prerequisites › scope, explanation */
NC_("data", "The scope is software, firmware and devices that the vendor supports, and whatever you have agreed with the vendor.")

/* TRANSLATORS: fresenius.json › prerequisites › no-backdoors, title */
NC_("data", "I created no backdoor")

/* TRANSLATORS: fresenius.json › prerequisites › no-backdoors, explanation */
NC_("data", "Nothing was left behind that lets you or others in again.")

/* TRANSLATORS: fresenius.json › terms › no-payment, title */
NC_("data", "I expect no payment and waive future claims")

/* TRANSLATORS: fresenius.json › terms › no-payment, explanation */
NC_("data", "You give up any claim to be paid for this report, now and later.")

/* TRANSLATORS: fresenius.json › contradictions › 1, note */
NC_("data", "One sentence forbids public disclosure without an end; another asks for a reasonable time before it. Herald takes the first as “not disclosed so far” and asks for your plan separately.")

/* TRANSLATORS: fresenius.json › contradictions › 2, note */
NC_("data", "Contact details stand under “What We Require From You”, and yet reports may be anonymous. Herald treats them as requested: without them no acknowledgement is promised.")

/* TRANSLATORS: fresenius.json › anonymity, what follows from being anonymous */
NC_("data", "No acknowledgement will come: the vendor promises one only to people who share contact information.")

/* TRANSLATORS: fresenius.json › fields › env.os, help */
NC_("data", "Of the infrastructure that was tested.")

/* TRANSLATORS: fresenius.json › forbidden › personal-data, title */
NC_("data", "No sensitive data")

/* TRANSLATORS: fresenius.json › forbidden › personal-data, explanation */
NC_("data", "The page does not speak of the report itself; but data of patients or donors in it would be data carried off.")

/* TRANSLATORS: fresenius.json › promises › acknowledge, title */
NC_("data", "They acknowledge receipt within 7 business days")

/* TRANSLATORS: fresenius.json › promises › acknowledge, explanation */
NC_("data", "Only when you share contact information. What counts as a business day is not stated, so the day is an estimate.")

/* TRANSLATORS: fresenius.json › promises › review, title */
NC_("data", "They review promptly")

/* TRANSLATORS: fresenius.json › promises › review, explanation */
NC_("data", "No number of days is stated.")

/* TRANSLATORS: fresenius.json › promises › transparency, title */
NC_("data", "They confirm what they can and keep talking")

/* TRANSLATORS: fresenius.json › promises › privacy, title */
NC_("data", "They keep your name confidential if you want")

/* TRANSLATORS: fresenius.json › promises › privacy, explanation */
NC_("data", "Say so in the report; there is a field for it.")

/* TRANSLATORS: fresenius.json › promises › data-use, title */
NC_("data", "They use your data only to answer")

/* TRANSLATORS: fresenius.json › promises › patient-safety, title */
NC_("data", "Patient safety")

/* TRANSLATORS: fresenius.json › promises › legal-compliance, title */
NC_("data", "Compliance with the law")

/* TRANSLATORS: fresenius.json › promises › information-protection, title */
NC_("data", "Protection of information")

/* TRANSLATORS: fresenius.json › calendar, note */
NC_("data", "The page does not say what its business days are; Monday to Friday without holidays is an estimate.")

/* TRANSLATORS: fresenius.json › channels › form › url, note */
NC_("data", "The page links to the form; the stored copy does not hold its address. Open the vendor's page and confirm it.")

/* TRANSLATORS: fresenius.json › channels › form, title */
NC_("data", "Vulnerability Report")

/* TRANSLATORS: fresenius.json › channels › form, note */
NC_("data", "The form's own fields are not known, so carry the answers over in the order in which it asks. Particularly sensitive information belongs here too.")

/* TRANSLATORS: fresenius.json › channels › mail, title */
NC_("data", "Questions and suggestions")

/* TRANSLATORS: fresenius.json › channels › mail, note */
NC_("data", "The page names this address for questions and suggestions, not for reports. No key is known for it: whatever is sent there can be read on the way.")

/* TRANSLATORS: fresenius.json › notes › country-sites, title */
NC_("data", "There are country websites")

/* TRANSLATORS: fresenius.json › notes › country-sites, explanation */
NC_("data", "The policy of a country's own site may differ.")

/* TRANSLATORS: fresenius.json › notes › who-may-report, title */
NC_("data", "Who may report")

/* TRANSLATORS: fresenius.json › notes › process, title */
NC_("data", "Coordinated disclosure")

/* TRANSLATORS: fresenius.json › notes › testing, title */
NC_("data", "Testing is encouraged, under conditions")

/* TRANSLATORS: fresenius.json › notes › testing, explanation */
NC_("data", "This is encouragement; the page states no legal protection for people who test.")

/* TRANSLATORS: fresenius.json › notes › at-all-times, title */
NC_("data", "The rules hold at all times")

/* TRANSLATORS: fresenius.json › notes › encryption, title */
NC_("data", "Encryption is suggested, but no key is stated")

/* TRANSLATORS: fresenius.json › notes › encryption, explanation */
NC_("data", "The page names no OpenPGP key. Do not assume that the vendor can open a message that you encrypt; the form's HTTPS is the protection that the page names.")

/* TRANSLATORS: fresenius.json › notes › contact-again, title */
NC_("data", "Further questions")

/* TRANSLATORS: fresenius.json › notes › contact-form, title */
NC_("data", "The form sends an e-mail")

/* TRANSLATORS: fresenius.json › notes › contact-form, explanation */
NC_("data", "What you enter in the form reaches the vendor as an e-mail.")

/* TRANSLATORS: practice.json › not-for › 1, note */
NC_("data", "This is a rehearsal. For a real vulnerability choose the real vendor.")

/* TRANSLATORS: practice.json › diversions › harm, question */
NC_("data", "Was anybody harmed, or could somebody be harmed right now?")

/* TRANSLATORS: practice.json › diversions › harm, advice when the answer is yes */
NC_("data", "Make sure that the patient is safe, and tell the emergency desk first. This report can follow as an addition.")

/* TRANSLATORS: practice.json › diversions › complaint, question */
NC_("data", "Is this a complaint about the quality of a product?")

/* TRANSLATORS: practice.json › diversions › complaint, advice when the answer is yes */
NC_("data", "Send the complaint through the vendor's contact page. Go on here only if there is a vulnerability as well.")

/* TRANSLATORS: practice.json › prerequisites › no-patients, title */
NC_("data", "I tested no device that was in use with a patient")

/* TRANSLATORS: practice.json › prerequisites › no-patients, explanation */
NC_("data", "A device that may be needed for a patient at any moment counts as in use.")

/* TRANSLATORS: practice.json › prerequisites › no-patients, advice for a person who is not sure */
NC_("data", "Stop, leave the device as it is, and ask the people who are responsible for it.")

/* TRANSLATORS: practice.json › prerequisites › careful, title */
NC_("data", "I went no further than needed")

/* TRANSLATORS: practice.json › prerequisites › careful, explanation */
NC_("data", "A test may show the problem and nothing beyond it.")

/* TRANSLATORS: practice.json › prerequisites › careful, part of the rule */
NC_("data", "No data taken")

/* TRANSLATORS: practice.json › prerequisites › careful, part of the rule */
NC_("data", "Nothing left behind")

/* TRANSLATORS: practice.json › prerequisites › careful, part of the rule */
NC_("data", "No other system touched")

/* TRANSLATORS: practice.json › prerequisites › laws, title */
NC_("data", "I kept the law")

/* TRANSLATORS: practice.json › prerequisites › laws, explanation */
NC_("data", "You are not asked where that is.")

/* TRANSLATORS: practice.json › prerequisites › quiet, title */
NC_("data", "I have told nobody without need")

/* TRANSLATORS: practice.json › prerequisites › quiet, explanation */
NC_("data", "The vendor asks for this and does not insist on it.")

/* TRANSLATORS: practice.json › terms › no-payment, title */
NC_("data", "I expect no payment")

/* TRANSLATORS: practice.json › terms › no-payment, explanation */
NC_("data", "Nothing is paid, now or later.")

/* TRANSLATORS: practice.json › terms › may-share, title */
NC_("data", "My report may be shared with those who have to help")

/* TRANSLATORS: practice.json › terms › may-share, explanation */
NC_("data", "Suppliers and coordinators may read what you send.")

/* TRANSLATORS: practice.json › contradictions › 1, note */
NC_("data", "The vendor wants you to go no further than needed, and is glad of a proof of concept. Give one only if it exists already.")

/* TRANSLATORS: practice.json › contradictions › 2, note */
NC_("data", "The report may be shared, and your name may be kept confidential: say so in the field if you want that.")

/* TRANSLATORS: practice.json › anonymity, what follows from being anonymous */
NC_("data", "Nobody can answer you, and no acknowledgement will come.")

/* TRANSLATORS: practice.json › fields › practice.alarm, label */
NC_("data", "Alarm")

/* TRANSLATORS: practice.json › fields › practice.alarm, help */
NC_("data", "Whether the device gave an alarm while it was tested.")

/* TRANSLATORS: practice.json › fields › practice.alarm › choices › none, label */
NC_("data", "No alarm")

/* TRANSLATORS: practice.json › fields › practice.alarm › choices › sound, label */
NC_("data", "An alarm sounded")

/* TRANSLATORS: practice.json › fields › practice.alarm › choices › silent, label */
NC_("data", "An alarm showed without sound")

/* TRANSLATORS: practice.json › fields › practice.alarm-text, label */
NC_("data", "Text of the alarm")

/* TRANSLATORS: practice.json › fields › practice.alarm-text, help */
NC_("data", "Word for word, as the device showed it.")

/* TRANSLATORS: practice.json › forbidden › personal-data, title */
NC_("data", "No data of patients")

/* TRANSLATORS: practice.json › forbidden › personal-data, explanation */
NC_("data", "Names, dates, numbers and pictures of patients have to be taken out first. Your own contact details are not meant.")

/* TRANSLATORS: practice.json › promises › acknowledge, title */
NC_("data", "They acknowledge receipt within 3 business days")

/* TRANSLATORS: practice.json › promises › acknowledge, explanation */
NC_("data", "Only when you give an address.")

/* TRANSLATORS: practice.json › promises › safety-call, title */
NC_("data", "They look at dangers within 24 hours")

/* TRANSLATORS: practice.json › promises › verify, title */
NC_("data", "They say within 30 days what they found")

/* TRANSLATORS: practice.json › promises › credit, title */
NC_("data", "They credit you")

/* TRANSLATORS: practice.json › calendar, note */
NC_("data", "Made up, like the vendor.")

/* TRANSLATORS: practice.json › channels › mail › address, note; practice.json › channels › questions › address, note */
NC_("data", "No mail can reach this address.")

/* TRANSLATORS: practice.json › channels › site › url, note */
NC_("data", "No page can be found at this address.")

/* TRANSLATORS: practice.json › channels › site, title */
NC_("data", "Web form")

/* TRANSLATORS: practice.json › channels › drop › endpoint, note */
NC_("data", "The practice vendor has no server. Whoever runs one for a rehearsal can confirm its address here.")

/* TRANSLATORS: practice.json › channels › drop, title */
NC_("data", "Direct delivery")

/* TRANSLATORS: practice.json › channels › questions, title */
NC_("data", "Questions")

/* TRANSLATORS: practice.json › notes › rehearsal, title */
NC_("data", "This is a rehearsal")

/* TRANSLATORS: practice.json › notes › rehearsal, explanation */
NC_("data", "The key that belongs to this vendor is shipped with Herald, its secret half included: whatever is sealed to it can be opened by anyone.")
