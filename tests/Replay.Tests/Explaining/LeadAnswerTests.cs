using System.Globalization;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>A stack with an hourly limit of 100 for SO2 that reports hour after hour from the first day on.</summary>
public sealed class LeadAnswerTests : IDisposable
{
    static readonly TwinName Stack = Point("MN1");
    static readonly FactorCode Oxygen = FactorCode.Parse("a19001");
    static readonly FactorCode Nox = FactorCode.Parse("a21002");
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    PolicyBook _book = PolicyBook.Empty.With(Issue("one"));
    bool _ticks = true;
    int _hour;

    public LeadAnswerTests() => _twins = new StoredTwins(_store.Journal);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Three_hours_of_zero_are_one_short()
    {
        await Start();
        await Usual(30);
        await Hours(3, _ => [Value(So2, 0)]);
        await Usual(60);

        RuleAnswer answer = (await One("data.zero", At(24))).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer, answer.PolicyVersion).ShouldBe((
            AnswerGround.BelowThreshold, "at 08:00 3 of 6 hours at 0 or below; 4 are a lead; odd on the day: 06, 07, 08",
            "1 more hour at 0 or below, within 6 hours", "one"));
        Figures(answer).ShouldBe(
            "figure 0; compared with 0; detectors.zero.shareOfRange 0.001; odd hours 3; detectors.zero.windowHours 6; "
            + "detectors.zero.oddHours 4");
        (answer.WindowStart, answer.WindowEnd, answer.ProvisionalUntil.IsSet).ShouldBe((At(24), At(48), false));
        (answer.FirstEntry, answer.LastEntry).ShouldBe((50, 96));
    }

    [Fact]
    public async Task Four_hours_of_zero_are_found_and_the_answer_is_the_finding_in_force()
    {
        await Start();
        await Usual(30);
        await Hours(4, _ => [Value(So2, 0)]);
        await Usual(60);

        ExplainedAnswer told = await One("data.zero", At(24));

        Finding lead = told.Finding.ShouldNotBeNull();
        (told.Answer.Ground, told.Answer.WouldDiffer, told.Answer.Why).ShouldBe((
            AnswerGround.Found, "", "4 of 6 hours at 0 or below; 4 are a lead; over: no hour at 0 or below for 3 hours"));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((At(30), At(34)));
        (lead.WindowStart, lead.Standing, lead.State).ShouldBe((At(30), FindingStanding.Final, FindingState.Revised));
        told.Evidence.Select(entry => entry.Says).ShouldBe(Enumerable.Repeat("a21026 Hour 0 N", 4));
    }

    [Theory]
    [InlineData("data.constant", 5, AnswerGround.BelowThreshold, "1 more hour at 85.3")]
    [InlineData("data.constant", 6, AnswerGround.Found, "")]
    [InlineData("data.nearLimit", 27, AnswerGround.BelowThreshold,
        "1 more hour at 95.00 to the limit 100 with none over it between, within 36 hours")]
    [InlineData("data.nearLimit", 28, AnswerGround.Found, "")]
    [InlineData("data.jump", 2, AnswerGround.BelowThreshold, "1 more hour on the far side of 82.1 and 30.1")]
    [InlineData("data.jump", 3, AnswerGround.Found, "")]
    [InlineData("data.missing", 7, AnswerGround.BelowThreshold, "1 more hour without a value, within 24 hours")]
    [InlineData("data.missing", 8, AnswerGround.Found, "")]
    [InlineData("data.overRange", 1, AnswerGround.BelowThreshold, "1 more hour outside ..20000, within 4 hours")]
    [InlineData("data.overRange", 2, AnswerGround.Found, "")]
    [InlineData("data.stopRunning", 4, AnswerGround.BelowThreshold,
        "1 more hour marked stopped and over 24.33, within 6 hours")]
    [InlineData("data.stopRunning", 5, AnswerGround.Found, "")]
    public async Task A_lead_is_found_at_its_threshold_and_one_below_says_what_was_missing(
        string rule, int hours, AnswerGround ground, string otherwise)
    {
        await Start();
        await Usual(96);
        await Hours(hours, i => rule switch
        {
            "data.constant" => [Value(So2, 85.3m)],
            "data.nearLimit" => [Value(So2, 95m + i % 4)],
            "data.jump" => [Value(So2, 30.1m + i)],
            "data.overRange" => [Flagged(So2, 500, DataFlag.OverRange)],
            "data.stopRunning" => [Flagged(So2, 80 + 0.2m * (i % 2), DataFlag.Off)],
            _ => [],
        });
        int last = _hour - 1;
        await Usual(60);

        ExplainedAnswer told = await One(rule, At(last / 24 * 24));

        (told.Answer.Ground, told.Answer.WouldDiffer).ShouldBe((ground, otherwise));
        (told.Finding is null).ShouldBe(ground != AnswerGround.Found);
    }

    [Theory]
    [InlineData(5, AnswerGround.BelowThreshold)]
    [InlineData(6, AnswerGround.Found)]
    public async Task Six_hours_of_less_oxygen_with_the_same_concentration_are_found(int hours, AnswerGround ground)
    {
        await Start();
        await Hours(96, i => [Value(So2, UsualAt(i)), Value(Oxygen, 11 + i % 2 * 0.2m)]);
        await Hours(hours, i => [Value(So2, UsualAt(i)), Value(Oxygen, 7 + i % 2 * 0.2m)]);
        await Hours(60, i => [Value(So2, UsualAt(i)), Value(Oxygen, 11 + i % 2 * 0.2m)]);

        RuleAnswer answer = (await One("data.oxygen", At(96))).Answer;

        answer.Ground.ShouldBe(ground);
        answer.Why.ShouldContain($"{hours} of 12 hours with oxygen against concentration");
        if (ground != AnswerGround.Found)
        {
            answer.WouldDiffer.ShouldStartWith("1 more hour with an oxygen deficit changed by more than 0.25 of the usual one");
            answer.Behind.ShouldBe([So2, Oxygen]);
        }
    }

    [Theory]
    [InlineData(1, AnswerGround.BelowThreshold)]
    [InlineData(2, AnswerGround.Found)]
    public async Task Flags_that_know_the_limit_are_found_from_six_hours_on(int hoursOfTheLast, AnswerGround ground)
    {
        await Start();
        await Usual(24);
        await Hours(2, _ => [Flagged(So2, 120, DataFlag.Maintenance)]);
        await Usual(6);
        await Hours(2, _ => [Flagged(So2, 120, DataFlag.Calibration)]);
        await Usual(6);
        await Hours(hoursOfTheLast, _ => [Flagged(So2, 120, DataFlag.Fault)]);
        await Usual(60);

        RuleAnswer answer = (await One("data.marks", At(24))).Answer;

        answer.Ground.ShouldBe(ground);
        answer.Why.ShouldContain($"{4 + hoursOfTheLast} are both: overlap 1");
    }

    [Theory]
    [InlineData("0.55", AnswerGround.Found)]
    [InlineData("0.75", AnswerGround.Complies)]
    public async Task A_ratio_to_the_companion_is_found_when_it_shifts_by_over_three_tenths(
        string times, AnswerGround ground)
    {
        _book = PolicyBook.Empty.With(Issue("one", yaml => yaml.Replace(
            "companions: [] ", "companions: [{ factor: a21026, with: a21002 }] ", StringComparison.Ordinal)));
        await Start();
        decimal factor = decimal.Parse(times, CultureInfo.InvariantCulture);
        await Hours(288, i => [Value(So2, UsualAt(i)), Value(Nox, 100 + i % 3)]);
        await Hours(120, i => [Value(So2, factor * UsualAt(i)), Value(Nox, 100 + i % 3)]);

        RuleAnswer answer = (await One("data.parameter", At(288 + 48))).Answer;

        answer.Ground.ShouldBe(ground);
        if (ground == AnswerGround.Complies)
            answer.WouldDiffer.ShouldStartWith("40 more hours with a ratio shifted by more than 0.3 of the usual one");
    }

    [Fact]
    public async Task Detectors_that_a_point_gives_nothing_to_see_say_that_they_are_not_concerned()
    {
        await Start();
        await Usual(80);
        (await One("data.peerGap", Day)).Answer.Why.ShouldBe("a point knows nothing of outlets like it");
        (await One("data.parameter", Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await One("data.oxygen", Day)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await One("data.zero", Day, "a01901")).Answer.Why.ShouldBe("a01901 is not watched (detectors.factors)");
        (await One("data.zero", Day, "a21002")).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await One("data.jump", Day)).Answer.Why.ShouldEndWith("23 hours are learnt from, 72 are needed");
    }

    [Fact]
    public async Task A_point_without_a_limit_has_none_to_stay_just_below()
    {
        await Usual(80);
        (await One("data.nearLimit", Day)).Answer.Ground.ShouldBe(AnswerGround.NoLimit);
        (await One("data.marks", Day)).Answer.Ground.ShouldBe(AnswerGround.NoLimit);
    }

    [Fact]
    public async Task A_day_before_its_deadline_is_open_and_one_before_the_first_has_no_data()
    {
        await Start();
        await Usual(30);

        RuleAnswer open = (await One("data.zero", Day)).Answer;
        (open.Ground, open.ProvisionalUntil).ShouldBe((AnswerGround.Open, At(36)));
        (await One("data.zero", At(-24))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    [Fact]
    public async Task Zeros_that_are_flagged_are_exempt()
    {
        await Start();
        await Usual(30);
        await Hours(3, _ => [Value(So2, 0)]);
        await Hours(2, _ => [Flagged(So2, 0, DataFlag.Maintenance)]);
        await Usual(60);

        RuleAnswer answer = (await One("data.zero", At(24))).Answer;

        (answer.Ground, answer.WouldDiffer).ShouldBe((
            AnswerGround.Exempt, "the flagged hours flagged normal: they would have made it a lead"));
        answer.Why.ShouldEndWith("odd on the day: 06, 07, 08; 2 hours flagged M are not looked at");
    }

    [Fact]
    public async Task Zeros_under_a_mark_are_exempt_by_it()
    {
        await Start();
        await Usual(30);
        await Hours(8, _ => [Value(So2, 0)]);
        await Mark(MarkCode.CemsMaintenance, So2, 30, 38);
        await Usual(60);

        ExplainedAnswer told = await One("data.zero", At(24));

        (told.Answer.Ground, told.Answer.WouldDiffer, told.Finding).ShouldBe((
            AnswerGround.Exempt, "the marked hours without mark: they would have made it a lead", null));
        told.Answer.Why.ShouldEndWith("; 8 hours under CEMS维护 (m1) are not looked at");
        told.Evidence.ShouldContain(entry => entry.Says == "CemsMaintenance by wang: ");
        (await One("data.zero", At(33), isOfHour: true)).Answer.Why.ShouldStartWith("the hour mean 0 is under a mark; ");
    }

    [Fact]
    public async Task Hours_lost_with_the_link_are_exempt_and_flags_beside_the_mark_are_named_too()
    {
        await Start();
        await Usual(30);
        await Hours(9, static _ => []);
        await Hours(5, _ => [Flagged(So2, 0, DataFlag.Maintenance)]);
        await Mark(MarkCode.LinkLost, default, 30, 39);
        await Usual(60);

        RuleAnswer missing = (await One("data.missing", At(24))).Answer;
        (missing.Ground, missing.WouldDiffer).ShouldBe((
            AnswerGround.Exempt,
            "the flagged hours flagged normal and the marked hours without mark: they would have made it a lead"));
        missing.Why.ShouldEndWith("; 14 hours flagged M or under 通讯中断 (m1) are not looked at");
    }

    [Fact]
    public async Task A_mark_that_comes_after_the_deadline_is_no_ground()
    {
        await Start();
        await Usual(30);
        await Hours(8, _ => [Value(So2, 0)]);
        await Usual(23);
        await Mark(MarkCode.CemsMaintenance, So2, 30, 38);
        await Usual(30);

        (await One("data.zero", At(24))).Answer.Ground.ShouldBe(AnswerGround.Found);
    }

    [Fact]
    public async Task An_hour_says_whether_it_was_odd_and_how_many_were()
    {
        await Start();
        await Usual(30);
        await Hours(3, _ => [Value(So2, 0)]);
        await Usual(60);

        (await One("data.zero", At(31), isOfHour: true)).Answer.Why.ShouldBe("2 of 6 hours at 0 or below; 4 are a lead");
        (await One("data.zero", At(40), isOfHour: true)).Answer.Ground.ShouldBe(AnswerGround.Complies);
    }

    [Fact]
    public async Task A_lead_that_still_stands_is_found_on_later_days_too()
    {
        await Start();
        await Usual(30);
        await Hours(110, _ => [Value(So2, 0)]);

        ExplainedAnswer told = await One("data.zero", At(72));
        (told.Answer.Ground, told.Answer.WindowStart).ShouldBe((AnswerGround.Found, At(30)));
        told.Finding.ShouldNotBeNull().Standing.ShouldBe(FindingStanding.Provisional);
    }

    [Fact]
    public async Task Late_hours_that_take_a_lead_back_change_the_answer()
    {
        await Start();
        await Usual(30);
        await Hours(8, static _ => []);
        await Usual(50);
        (await One("data.missing", At(24))).Answer.Ground.ShouldBe(AnswerGround.Found);

        await Report(30, Value(So2, 80));
        await Usual(2);

        ExplainedAnswer told = await One("data.missing", At(24));
        (told.Answer.Ground, told.Finding.ShouldNotBeNull().State).ShouldBe(
            (AnswerGround.BelowThreshold, FindingState.Withdrawn));
    }

    [Fact]
    public async Task Hours_that_come_too_late_for_a_lead_leave_the_answer_as_it_was()
    {
        await Start();
        await Usual(30);
        await Hours(7, static _ => []);
        await Usual(120);
        string before = (await One("data.missing", At(24))).Answer.Why;

        await Report(30, Value(So2, 80));
        await Usual(2);

        before.ShouldStartWith("at 12:00 7 of 24 hours without a value");
        (await One("data.missing", At(24))).Answer.Why.ShouldBe(before);
    }

    [Fact]
    public async Task A_day_that_is_seen_with_many_later_ones_is_answered_all_the_same()
    {
        await Start();
        _ticks = false;
        await Usual(30);
        await Hours(3, _ => [Value(So2, 0)]);
        await Usual(300);
        await _twins.Append(Stack, (new Ticked(At(_hour)), At(_hour)));

        (await One("data.zero", At(24))).Answer.Why.ShouldBe(
            "at 08:00 3 of 6 hours at 0 or below; 4 are a lead; odd on the day: 06, 07, 08");
    }

    [Fact]
    public async Task All_rules_at_once_answer_for_the_leads_with_an_odd_hour_alone()
    {
        await Start();
        await Usual(30);
        await Hours(3, _ => [Value(So2, 0)]);
        await Usual(60);

        IReadOnlyList<ExplainedAnswer> answers = await Ask("", "", At(24), isOfHour: false);

        Leads(answers).Select(told => told.Answer.Rule).ShouldBe(["data.zero"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_comes_late_or_not_an_answer_is_found_exactly_where_a_lead_is_in_force(int seed)
    {
        await Start();
        var random = new Random(seed);
        for (int spell = 0; spell < 16; spell++)
        {
            int oddity = random.Next(8);
            decimal held = random.Next(600, 900) / 10m;
            await Hours(random.Next(4, 24), i => OddHour(oddity, held + (oddity == 1 ? 0 : i % 5)));
            for (int late = random.Next(4); late > 0; late--)
                await Report(_hour - random.Next(1, Math.Min(_hour, 60)), Value(So2, held + late), Value(Oxygen, 11));
        }

        int found = 0;
        for (int day = 0; day <= _hour / 24; day++)
        {
            foreach (ExplainedAnswer told in Leads(await Ask("", "a21026", At(24 * day), isOfHour: false)))
            {
                bool isInForce = told.Finding is { State: not FindingState.Withdrawn };
                (told.Answer.Rule, told.Answer.Ground == AnswerGround.Found).ShouldBe((told.Answer.Rule, isInForce));
                found += isInForce ? 1 : 0;
            }
        }

        found.ShouldBeGreaterThan(3);
    }

    Reading[] OddHour(int oddity, decimal value) => oddity switch
    {
        2 => [Value(So2, 0), Value(Oxygen, 11)],
        3 => [Value(So2, 96), Value(Oxygen, 11)],
        4 => [],
        5 => [Flagged(So2, 500, DataFlag.OverRange)],
        6 => [Flagged(So2, value, DataFlag.Off)],
        7 => [Value(So2, value), Value(Oxygen, 6)],
        _ => [Value(So2, value), Value(Oxygen, 11 + _hour % 2)],
    };

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    static Reading Value(FactorCode factor, decimal value) => Flagged(factor, value, DataFlag.Normal);

    static Reading Flagged(FactorCode factor, decimal value, DataFlag flag) =>
        new() { Factor = factor, Value = value, Flag = flag };

    static IEnumerable<ExplainedAnswer> Leads(IEnumerable<ExplainedAnswer> answers) =>
        answers.Where(told => told.Answer.Rule.StartsWith("data.", StringComparison.Ordinal));

    static string Figures(RuleAnswer answer) =>
        string.Join("; ", answer.Figures.Select(figure => $"{figure.Name} {figure.Value}"));

    static decimal UsualAt(int hour) => hour % 2 == 0 ? 80.1m : 82.1m;

    Task Start() => _twins.Register("MN1", hourLimit: 100);

    Task Usual(int hours) => Hours(hours, _ => [Value(So2, UsualAt(_hour))]);

    /// <summary>Takes down the next hours, a tick behind each; an hour without readings is lost.</summary>
    async Task Hours(int count, Func<int, Reading[]> readings)
    {
        var entries = new List<(EntryBody, BeijingTime)>();
        for (int i = 0; i < count; i++, _hour++)
        {
            Reading[] of = readings(i);
            BeijingTime at = At(_hour + 1).AddSeconds(900);
            if (of.Length > 0)
                entries.Add(Reported(_hour, of));
            if (_ticks)
                entries.Add((new Ticked(at), at));
        }

        if (entries.Count > 0)
            await _twins.Append(Stack, [.. entries]);
    }

    Task Mark(MarkCode code, FactorCode factor, int from, int to) => _twins.Append(Stack, (
        new Marked(new Mark
        {
            Id = "m1",
            Code = code,
            Factor = factor,
            Start = At(from),
            End = At(to),
            Source = MarkSource.Enterprise,
            Author = "wang",
        }),
        At(_hour + 1).AddSeconds(30)));

    /// <summary>Reports an hour, whenever it is, behind the hour that is the newest now.</summary>
    Task Report(int hour, params Reading[] readings) => _twins.Append(Stack, Reported(hour, readings));

    (EntryBody Body, BeijingTime At) Reported(int hour, Reading[] readings) => (
        new Observed(new Observation { Kind = ObservationKind.Hour, DataTime = At(hour), Readings = [.. readings] }),
        At(_hour + 1).AddSeconds(60));

    async Task<ExplainedAnswer> One(
        string rule, BeijingTime time, string factor = "a21026", bool isOfHour = false) =>
        (await Ask(rule, factor, time, isOfHour)).ShouldHaveSingleItem();

    async Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, string factor, BeijingTime time, bool isOfHour)
    {
        FactorCode code = factor.Length == 0 ? default : FactorCode.Parse(factor);
        var question = new RuleQuestion(rule, code, time, isOfHour);
        return (await new RuleExplanations(_store.Journal).Ask(Stack, question, default, _book, Token)).ShouldNotBeNull().Answers;
    }
}
