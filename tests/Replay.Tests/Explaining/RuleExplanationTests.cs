using System.Globalization;
using System.Text;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class RuleExplanationTests : IDisposable
{
    static readonly TwinName Furnace = AskedTwins.Furnace;
    static readonly FactorCode Temperature = FactorCode.Parse("a01901");
    readonly AskedTwins _asked = new();
    readonly StoredTwins _twins;

    public RuleExplanationTests() => _twins = _asked.Stored;

    public void Dispose() => _asked.Dispose();

    [Fact]
    public async Task A_mean_just_within_its_limit_says_by_how_much()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 79.9m);
        await _twins.Hour("MN1", 8, 50);

        (await Tell(Point("MN1"), "limit.hour", "a21026", hour: 7)).ShouldBe(
            """
            limit.hour a21026 2026-03-10 07:00 Complies, provisional until 2026-03-11 12:00
            because the mean 79.9 as measured < limit 80: by 0.1 not over it
            otherwise a mean above 80; it was 79.9
            clause permit, policy one
            mean as measured 79.9; limit 80; means.hourMinutes 45 min
            2 a21026 Hour 79.9 N

            """);
    }

    [Fact]
    public async Task A_mean_on_its_limit_complies()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 80);
        await _twins.Hour("MN1", 8, 50);

        (await One(Point("MN1"), "limit.hour", "a21026", hour: 7)).Answer.Why.ShouldBe(
            "the mean 80 as measured = limit 80: a value on the limit complies");
    }

    [Fact]
    public async Task An_hour_of_44_minutes_misses_one()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await Minutes(count: 44, value: 120);

        (await Tell(Point("MN1"), "limit.hour", "a21026", hour: 7, entries: 1)).ShouldBe(
            """
            limit.hour a21026 2026-03-10 07:00 NotValid, provisional until 2026-03-11 12:00
            because the hour has 44 of 45 valid minutes
            otherwise 1 more valid minute; the mean 120 that does not count is above 80
            clause permit; validity of the mean: HJ 212-2017 annex D, C.16 to C.18, policy one
            mean as measured 120; limit 80; valid minutes 44 min; minutes at too much oxygen 0 min; values normal 44; values received 44; means.gasNormalShare 0.75; means.hourMinutes 45 min
            2 a21026 Minute 120 N
            ...

            """);
    }

    [Fact]
    public async Task With_45_minutes_the_hour_is_found_and_the_answer_points_to_the_finding()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await Minutes(count: 45, value: 120);

        ExplainedAnswer told = await One(Point("MN1"), "limit.hour", "a21026", hour: 7);

        (told.Answer.Ground, told.Answer.WouldDiffer).ShouldBe((AnswerGround.Found, ""));
        told.Finding.ShouldNotBeNull().Id.ShouldStartWith("points/MN1-31:limit.hour:a21026:");
    }

    [Fact]
    public async Task A_finding_that_was_withdrawn_is_pointed_to_beside_the_reason_that_holds_now()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Append(Point("MN1"), (Hour(7, 60, DataFlag.Normal), At(10)));

        ExplainedAnswer told = await One(Point("MN1"), "limit.hour", "a21026", hour: 7);

        told.Answer.Ground.ShouldBe(AnswerGround.Complies);
        told.Finding.ShouldNotBeNull().State.ShouldBe(FindingState.Withdrawn);
        ExplainedAnswer before = (await _asked.Ask(
            Point("MN1"), new RuleQuestion("limit.hour", So2, At(7), IsOfHour: true), asOf: At(8).AddSeconds(60)))[0];
        before.Answer.Ground.ShouldBe(AnswerGround.Found);
    }

    [Fact]
    public async Task A_factor_without_a_limit_and_one_without_data_say_so()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 60);
        await _twins.Hour("MN1", 9, 60);

        (await One(Point("MN1"), "limit.hour", "a21026", hour: 8)).Answer.Why.ShouldBe(
            "no hour mean of a21026 came, nor anything that one could be computed from");
        RuleAnswer unlimited = (await One(Point("MN1"), "limit.day", "a21026")).Answer;
        (unlimited.Ground, unlimited.Why).ShouldBe((
            AnswerGround.NoLimit,
            "no daily limit of a21026 is registered for the point, and policy one has none that holds for it on 2026-03-10"
            + "; the mean was 60"));
    }

    [Fact]
    public async Task A_mean_that_is_flagged_does_not_count()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Append(Point("MN1"), (Hour(7, 120, DataFlag.Maintenance), At(8)));
        await _twins.Hour("MN1", 8, 60);

        RuleAnswer answer = (await One(Point("MN1"), "limit.hour", "a21026", hour: 7)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.NotValid, "the hour mean is flagged M (Maintenance)",
            "a mean of the hour flagged normal; the mean 120 that does not count is above 80"));
    }

    [Theory]
    [InlineData(19, AnswerGround.NotValid, "the day has 19 valid hours and needs 20", "1 more valid hour; the mean 90 that does not count is above 80")]
    [InlineData(20, AnswerGround.Found, "the mean 90 breaks the limit 80", "")]
    public async Task A_day_needs_twenty_hours(int hours, AnswerGround ground, string why, string otherwise)
    {
        await RegisterDay(80);
        for (int hour = 0; hour < hours; hour++)
            await _twins.Hour("MN1", hour, 90);
        await _twins.Hour("MN1", 24, 10);

        RuleAnswer answer = (await One(Point("MN1"), "limit.day", "a21026")).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((ground, why, otherwise));
    }

    [Fact]
    public async Task A_month_below_its_counters_says_what_is_missing_and_which_days_count()
    {
        await RegisterDay(80);
        foreach (int day in (int[])[0, 2, 4])
        {
            for (int hour = 0; hour < 24; hour++)
                await _twins.Hour("MN1", 24 * day + hour, 90);
            for (int hour = 24; hour < 48; hour++)
                await _twins.Hour("MN1", 24 * day + hour, 10);
        }

        await _twins.Append(Point("MN1"), (new Ticked(At(24 * 7)), At(24 * 7)));

        (await Tell(Point("MN1"), "supervision.serious", "")).ShouldBe(
            """
            supervision.serious 2026-03-01 00:00 BelowThreshold, provisional until 2026-04-01 12:00
            because 1 of 2 exceedance days in a row, 3 of 4 in the month, 0 of 1 day of low transmission; over on 03-10, 03-12, 03-14
            otherwise 1 more exceedance day next to the longest run, or 1 more in the month, or a day with a transmission rate below 90 %
            clause severe anomaly clues of a city platform (2 consecutive or 4 cumulative days, transmission below 90 %), policy one
            exceedance days in a row 1; exceedance days 3; days of low transmission 0; points.supervision.consecutiveDays 2; points.supervision.cumulativeDays 4
            26 limit.day Raised: a21026 day mean 90 as measured > 80, 0.125 times over
            74 limit.day Raised: a21026 day mean 90 as measured > 80, 0.125 times over
            122 limit.day Raised: a21026 day mean 90 as measured > 80, 0.125 times over
            146 limit.day Revised: a21026 day mean 90 as measured > 80, 0.125 times over
            146 limit.day Revised: a21026 day mean 90 as measured > 80, 0.125 times over
            146 limit.day Revised: a21026 day mean 90 as measured > 80, 0.125 times over

            """);
    }

    [Fact]
    public async Task All_rules_of_a_day_answer_at_once()
    {
        await RegisterDay(80);
        for (int hour = 0; hour < 25; hour++)
            await _twins.Hour("MN1", hour, 70);

        IReadOnlyList<ExplainedAnswer> answers = await _asked.Ask(
            Point("MN1"), new RuleQuestion("", default, Day, IsOfHour: false));

        answers.Select(told => (told.Answer.Rule, told.Answer.Ground)).ShouldBe(
        [
            ("limit.day", AnswerGround.Complies),
            ("supervision.serious", AnswerGround.BelowThreshold),
            ("listing.days", AnswerGround.BelowThreshold),
            ("listing.met", AnswerGround.BelowThreshold),
        ]);
    }

    [Fact]
    public async Task A_named_rule_on_hours_answers_for_every_hour_of_a_day()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 60);

        (await _asked.Ask(Point("MN1"), new RuleQuestion("limit.hour", So2, Day, IsOfHour: false))).Count.ShouldBe(24);
    }

    [Fact]
    public async Task A_furnace_whose_marks_take_hours_away_says_what_the_mean_would_have_been()
    {
        await _asked.RegisterFurnace();
        for (int hour = 0; hour < 24; hour++)
            await TellFurnace(ObservationKind.Hour, So2, At(hour), hour < 4 ? 400 : 60);
        await Mark(MarkCode.Fault, 0, 4);
        await TellFurnace(ObservationKind.Hour, So2, At(24), 60);

        (await Tell(Furnace, "furnace.day.limit", "a21026", entries: 2)).ShouldBe(
            """
            furnace.day.limit a21026 2026-03-10 00:00 Exempt, provisional until 2026-03-11 12:00
            because mean of the 20 hours left 60 ≤ limit 80; 4 hours exempt, 0 void, 0 beyond the budget, 0 with particulates over, 0 beyond the hours of one event
            otherwise a mean above 80 mg/m3, it was 60; without the marks the mean 116.666667 of all valid hours would be over
            clause GB 18485-2014 table 4, policy one
            mean of valid hours 116.66666666666667 mg/m3; mean after exemption 60 mg/m3; hours counted 20; hours exempt 4; hours void 0; hours beyond budget 0; hours with particulates over 0; hours beyond one event 0; limit 80 mg/m3; means.dayHours 20; furnace.exempt.minHoursAfter 20
            2 a21026 Hour 400 N
            3 a21026 Hour 400 N
            ...

            """);
    }

    [Fact]
    public async Task Five_low_temperatures_are_one_short()
    {
        await _asked.RegisterFurnace();
        for (int slot = 0; slot < 288; slot++)
            await TellFurnace(ObservationKind.FurnaceTemperature, Temperature, Day.AddSeconds(slot * 300), slot < 5 ? 840 : 900);
        await TellFurnace(ObservationKind.FurnaceTemperature, Temperature, At(24), 900);

        (await Tell(Furnace, "furnace.temperature", "", entries: 1)).ShouldBe(
            """
            furnace.temperature a01901 2026-03-10 00:00 BelowThreshold, provisional until 2026-03-11 12:00
            because 5 five-minute means below 850 ℃, 5 tolerated; 0 more under marks, 0 missing
            otherwise 1 more mean below 850 ℃ that no mark covers
            clause MEE Order 10 (2019), art. 11; GB 18485-2014, policy one
            slots low 5; slots low under marks 0; slots missing 0; slots valid 288; furnace.minimumCelsius 850 ℃; furnace.toleratedLowSlots 5
            2 a01901 FurnaceTemperature 840 N
            ...

            """);
    }

    [Fact]
    public async Task A_cell_not_clearly_above_its_neighbours_says_what_was_needed()
    {
        CellId coarse = CellId.Parse("130100-3km-0123-0456");
        CellId[] fine = coarse.Children();
        FactorCode dust = FactorCode.Parse("a34004");
        for (int i = 0; i < 8; i++)
        {
            await _twins.Append(TwinName.Of(coarse), (_asked.Told(
                TwinName.Of(fine[i]), new MeanTold(ObservationKind.Hour, dust, At(7), i == 0 ? 120 : 90 + i, DataFlag.Normal, IsReported: false)), At(8)));
        }

        (await Tell(TwinName.Of(fine[0]), "cell.contrast", "a34004", hour: 7, entries: 1)).ShouldBe(
            """
            cell.contrast a34004 2026-03-10 07:00 Complies, final
            because 120 against 94.6667, the mean of the 3 nearest: 1.2676 times it, 1.5 needed; median 94 of 7
            otherwise a mean above 142, 1.5 times that of the nearest; it was 120; and a mean above 164.5, 5 spreads over the median of all; it was 120
            clause Grid supervision practice (Beijing Tongzhou micro-stations; Cangzhou real-time and cumulative alarms), policy one
            own 120; mean of nearest 94.666666666666667; median 94; MAD 2; spread 14.1; neighbours 7; contrast.ratio 1.5; contrast.factors.floor 75; contrast.robust.score 5; contrast.robust.stations 5
            1 a34004 Hour 120 N
            ...

            """);
    }

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    static Observed Hour(int hour, decimal value, DataFlag flag) => new(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = At(hour),
        Readings = [new Reading { Factor = So2, Value = value, Flag = flag }],
    });

    /// <summary>Minutes of the hour from 07:00, and one of the next hour.</summary>
    async Task Minutes(int count, decimal value)
    {
        for (int minute = 0; minute <= count; minute++)
        {
            BeijingTime at = minute == count ? At(8) : At(7).AddSeconds(minute * 60);
            await _twins.Append(Point("MN1"), (new Observed(new Observation
            {
                Kind = ObservationKind.Minute,
                DataTime = at,
                IntervalMinutes = 1,
                Readings = [new Reading { Factor = So2, Value = value, Flag = DataFlag.Normal }],
            }), at.AddSeconds(60)));
        }
    }

    Task RegisterDay(decimal limit) => _twins.Append(Point("MN1"), (new Registered(new PointRecord
    {
        Id = new PointId("MN1", "31"),
        Name = "MN1",
        Kind = PointKind.FlueGas,
        Region = County,
        Limits = [new FactorLimit(So2, LimitPeriod.Day, limit, Exact.None, "permit", Clause: null)],
        MinuteInterval = 10,
    }), Day));

    Task TellFurnace(ObservationKind kind, FactorCode factor, BeijingTime start, decimal value) => _twins.Append(
        Furnace,
        (_asked.Told(Point("MN1"), new MeanTold(kind, factor, start, value, DataFlag.Normal, IsReported: true)), start.AddSeconds(3700)));

    Task Mark(MarkCode code, int from, int to) => _twins.Append(
        Furnace,
        (new Marked(new Mark
        {
            Id = "m1",
            Code = code,
            Start = At(from),
            End = At(to),
            Source = MarkSource.Enterprise,
            Author = "operator",
            Reason = "grate stuck",
        }), At(to)));

    async Task<ExplainedAnswer> One(TwinName twin, string rule, string factor, int hour = -1)
    {
        FactorCode code = factor.Length == 0 ? default : FactorCode.Parse(factor);
        return (await _asked.Ask(twin, new RuleQuestion(rule, code, hour < 0 ? Day : At(hour), hour >= 0))).ShouldHaveSingleItem();
    }

    async Task<string> Tell(TwinName twin, string rule, string factor, int hour = -1, int entries = 30)
    {
        ExplainedAnswer told = await One(twin, rule, factor, hour);
        RuleAnswer answer = told.Answer;
        CultureInfo plain = CultureInfo.InvariantCulture;
        string about = answer.Factor.IsEmpty ? "" : $" {answer.Factor}";
        string standing = answer.ProvisionalUntil.IsSet
            ? string.Create(plain, $"provisional until {answer.ProvisionalUntil.ToDateTimeOffset():yyyy-MM-dd HH:mm}")
            : "final";
        var text = new StringBuilder();
        text.Append(plain, $"{answer.Rule}{about} {answer.WindowStart.ToDateTimeOffset():yyyy-MM-dd HH:mm} {answer.Ground}, {standing}\n");
        text.Append(plain, $"because {answer.Why}\n");
        text.Append(plain, $"otherwise {answer.WouldDiffer}\n");
        text.Append(plain, $"clause {answer.Clause}, policy {answer.PolicyVersion}\n");
        text.Append(plain, $"{string.Join("; ", answer.Figures.Select(figure => $"{figure.Name} {figure.Value} {figure.Unit}".TrimEnd()))}\n");
        foreach (EvidenceEntry entry in told.Evidence.Take(entries))
            text.Append(plain, $"{entry.Sequence} {entry.Says}\n");
        if (told.EvidenceCount > entries)
            text.Append("...\n");
        return text.ToString();
    }
}
