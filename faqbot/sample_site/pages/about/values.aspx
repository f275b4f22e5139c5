<!--{"title": "Values and Operating Principles", "layout": "classic", "language": "en", "modified": "2024-11-18"}-->
<h1><a name="top"></a>Values and Operating Principles</h1>
<p>Three values state what the Alliance believes in, and three operating principles state how its staff and board work
from day to day. They concern our organization. The five principles for schools are in
<a href="/aboutschools/faqs.aspx#q7">question 7 of the FAQ</a>.</p>

<a name="values"></a><h2>Organizational Values</h2>

<a name="equity"></a><h3>Equity</h3>
<p>Children who have been given less need more, and money and attention should follow that need. We ask every district
we advise which students a plan will reach and which it will miss. Half of our coaches' time is set aside for districts
where most students come from low-income families, and a scholarship fund helps people attend the National Forum whose
employers cannot pay.</p>

<a name="democracy"></a><h3>Democracy</h3>
<p>People should have a voice in decisions that affect them, and public schools are where most Americans first learn how
that is done. In our own affairs twelve of the fifteen directors are elected by partners and members. In schools we
encourage leadership teams in which parents, students and teachers have votes as well as chairs.</p>

<a name="harmony"></a><h3>Harmony</h3>
<p>A community holds people of many origins, faiths and opinions, and its school belongs to them all. Harmony means
working together with differences in plain view. We translate for families, avoid party politics, and when partners
disagree in public we help them find the part of the work they can still do jointly.</p>

<a name="principles"></a><h2>Operating Principles</h2>

<a name="listen"></a><h3>Listen Before Acting</h3>
<p>A coach's first visit is for questions. We speak with parents, custodians, teachers and students before we offer
advice, and we send our notes back to them so that mistakes can be corrected. Staff members each spend two days a year
in a community school with no task except to listen.</p>

<a name="share"></a><h3>Share What We Learn Openly</h3>
<p>What we publish is free to read, including results that disappoint. When two of the eleven districts in the Harbor
Cities study showed no gain, we reported it with the same prominence as the successes. We name our sources and correct
errors on the page where they occurred.</p>

<a name="stay"></a><h3>Stay Until It Works</h3>
<p>Change in a school takes three to five years, and most outside help leaves after one. We keep the same coach with a
district as long as it wishes, and we telephone every school we have worked with at least twice a year, whether or not
there is a contract.</p>

<p>See also: <a href="/about/vision.aspx">vision and mission</a>. <a href="#top">Back to top</a></p>
