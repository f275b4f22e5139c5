<!--{"title": "The Clinic down the Hall: School Health Services and Medicaid Billing", "layout": "classic", "language": "en", "modified": "2022-06-20"}-->
<a name="clinic"></a><h2>The Clinic down the Hall: School Health Services and Medicaid Billing</h2>
<p>By Nadia Ferreira-Holt and Warren Osei<br>
05/17/22<br>
Prairie Lakes Health Partnership</p>

<p>Twenty-nine school clinics in twelve districts opened their books and visit records for this brief. It compares four
ways of bringing care into a community school, from a five-day clinic to a visiting dental van, gives the yearly cost of
each to the health partner, explains what Medicaid repays and how parents give consent, and reports results for asthma,
eyesight and time away from class. It is meant for superintendents preparing an agreement with a health center or
hospital.</p>

<h3><a name="models"></a>Four ways of bringing care into a school</h3>
<table border="1" cellpadding="4" cellspacing="0">
<tr bgcolor="#eeeeee"><th>Model</th><th>Staff on site</th><th>Yearly cost to the health partner</th></tr>
<tr><td>Five-day clinic</td><td>Nurse practitioner, medical assistant, counselor</td><td>$210,000 to $260,000</td></tr>
<tr><td>Two-day clinic</td><td>Nurse practitioner, medical assistant</td><td>$85,000 to $110,000</td></tr>
<tr><td>Telehealth room</td><td>School nurse with a screen and instruments</td><td>$38,000 to $52,000</td></tr>
<tr><td>Dental van</td><td>Dentist and hygienist, two weeks a year</td><td>$16,000 per visit</td></tr>
</table>
<p>These sums stand in the budget of the health partner. They are separate from the roughly $180,000 a year that a
community school itself needs. The school
gives the rooms, heat and cleaning; fitting out two examination rooms cost $47,000 in the median district, once.</p>

<h3><a name="medicaid"></a>What Medicaid repays</h3>
<p>The 29 clinics billed for 58,700 visits in 2018-19, the last full year before buildings closed. Medicaid paid 52
percent of the cost of a five-day clinic, private insurance 11 percent, federal health center funds 22 percent, and
the hospital or a foundation the remaining 15. Three conditions decide how much comes back:</p>
<ul>
<li>The provider is enrolled with the state's Medicaid program at the school's address. A missing address was the most
common reason for a refused claim.</li>
<li>The state allows schools and their partners to bill for all enrolled children. Federal rules have permitted this
since December 2014; where a state has not amended its plan, billing is limited to services for children with
disabilities.</li>
<li>Somebody submits the claims. Clinics with a billing clerk for at least ten hours a week collected $31 more per
visit.</li>
</ul>
<p>No family in the twelve districts received a bill. Children without insurance were seen free of charge, and
640 of them were signed up for coverage by clinic staff.</p>

<h3><a name="consent"></a>Consent and privacy</h3>
<p>A parent must sign before a child is seen, except in an emergency. Clinics that put the form in the enrollment
packet had consent for 78 percent of students; those that sent it home later had 41 percent. Medical records belong to
the health partner under HIPAA and are kept apart from school records. Teachers learn only that a student has an
appointment.</p>

<h3><a name="results"></a>Results</h3>
<p>Emergency room visits for asthma fell by 38 percent among 1,410 students with the diagnosis. Of 9,300 children whose
eyes were tested, 23 percent needed glasses, and 86 percent of these had them within six weeks. A visit
took a student out of class for 34 minutes on average, compared with 3.5 hours when a parent drove the child to a
doctor's office. Schools with a five-day clinic sent home half as many sick children as they had in the year before.</p>

<h3><a name="agreement"></a>Points for the agreement</h3>
<p>Settle in writing: hours in summer and on snow days; who pays when claims fall short; whether brothers, sisters and
neighbors may use the clinic (they may in 19 of 29); the services offered to teenagers under the state's consent law;
and twelve months' notice before a partner leaves.</p>
