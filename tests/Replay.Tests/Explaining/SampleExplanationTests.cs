using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>Explanations of hours that the authority sampled by hand.</summary>
public sealed class SampleExplanationTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public SampleExplanationTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_hour_that_a_sample_decides_shows_both_values_and_the_sample_as_evidence()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 130);
        await _twins.Append(Point("MN1"), (new Marked(Sample(99)), Day.AddSeconds(60 * 3600L)));

        RuleAnswer answer = await Answer("MN1", 10);

        answer.Ground.ShouldBe(AnswerGround.Complies);
        answer.Why.ShouldStartWith("the mean 99 as measured by a sample of the authority < limit 100: by 1 not over it;");
        answer.Figures.ShouldContain(figure => figure.Name == "mean sampled by hand" && figure.Value == Exact.From(99m));
        answer.Figures.ShouldContain(
            figure => figure.Name == "mean measured automatically" && figure.Value == Exact.From(130m));
    }

    [Fact]
    public async Task A_day_that_a_sample_decides_lists_the_values_of_its_hours_and_what_was_measured_beside_the_sample()
    {
        // 23 x 70 + 400 = 2010, of 24 hours 83.75 > 80; with the 30 that was measured it would have been 68.33.
        await _twins.Append(Point("MN1"), (new Registered(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "stack",
            Kind = PointKind.FlueGas,
            Region = County,
            Limits = [new FactorLimit(FactorCode.Parse("a21026"), LimitPeriod.Day, 80, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
        }), Day));
        for (int hour = 0; hour <= 24; hour++)
            await _twins.Hour("MN1", hour, hour == 10 ? 30 : 70);
        await _twins.Append(Point("MN1"), (new Marked(Sample(400)), Day.AddSeconds(60 * 3600L)));

        RuleAnswer answer = (await Explained("limit.day")).Answer;

        answer.Ground.ShouldBe(AnswerGround.Found);
        FindingFigure[] hours = [.. answer.Figures.Where(figure => figure.Name.StartsWith("hour ", StringComparison.Ordinal))];
        hours.Length.ShouldBe(25);
        hours.ShouldContain(new FindingFigure("hour 09:00", 70));
        hours.Skip(10).Take(2).ShouldBe([new("hour 10:00 sampled by hand", 400), new("hour 10:00 measured automatically", 30)]);
    }

    [Fact]
    public async Task A_day_without_samples_lists_no_hours()
    {
        await _twins.Register("MN1", hourLimit: 100);
        for (int hour = 0; hour <= 24; hour++)
            await _twins.Hour("MN1", hour, 70);

        (await Explained("limit.day")).Answer.Figures.ShouldNotContain(
            figure => figure.Name.StartsWith("hour ", StringComparison.Ordinal));
    }

    async Task<ExplainedAnswer> Explained(string rule) => (await new RuleExplanations(_store.Journal).Ask(
        Point("MN1"), new RuleQuestion(rule, FactorCode.Parse("a21026"), Day, IsOfHour: false), default,
        PolicyBook.Empty.With(Issue("one")), TestContext.Current.CancellationToken)).ShouldNotBeNull().Answers.ShouldHaveSingleItem();

    [Fact]
    public async Task The_sample_is_among_the_entries_behind_the_answer()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 80);
        await _twins.Append(Point("MN1"), (new Marked(Sample(101)), Day.AddSeconds(60 * 3600L)));

        ExplainedAnswer told = await Told("MN1", 10);

        told.Answer.Ground.ShouldBe(AnswerGround.Found);
        told.Finding!.Reason.ShouldStartWith("a21026 hour mean 101 as measured by a sample of the authority > 100");
        told.Evidence.ShouldContain(entry => entry.Says == "ManualMonitoring 101, HJ 57-2017, by li: site visit");
    }

    [Fact]
    public async Task A_sample_that_is_taken_back_says_that_the_level_fell_with_it()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 80);
        await _twins.Append(
            Point("MN1"),
            (new Marked(Sample(101)), Day.AddSeconds(60 * 3600L)),
            (new Marked(Sample(101) with { Revision = 2, IsDeleted = true }), Day.AddSeconds(61 * 3600L)));

        RuleAnswer answer = await Answer("MN1", 10);

        answer.Ground.ShouldBe(AnswerGround.Complies);
        answer.Why.ShouldBe(
            "the mean 80 as measured < limit 100: by 20 not over it; what was found here was withdrawn, "
            + "and the level of points/MN1-31 fell from exceeded to normal at once");
    }

    [Fact]
    public async Task A_sample_that_leaves_an_automatic_mean_over_says_that_the_level_fell_to_that_of_the_mean()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 101);
        await _twins.Append(
            Point("MN1"),
            (new Marked(Sample(101)), Day.AddSeconds(12 * 3600L)),
            (new Marked(Sample(101) with { Revision = 2, IsDeleted = true }), Day.AddSeconds(13 * 3600L)));

        RuleAnswer answer = await Answer("MN1", 10);

        answer.Ground.ShouldBe(AnswerGround.Found);
        answer.Why.ShouldEndWith(
            "; what is found here stands on a lower level now, and the level of points/MN1-31 fell from exceeded to warning at once");
    }

    [Fact]
    public async Task An_hour_that_is_withdrawn_beside_another_says_nothing_of_the_level_which_stays()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 9, 101);
        await _twins.Hour("MN1", 10, 101);
        await _twins.Append(Point("MN1"), (new Marked(Sample(99)), Day.AddSeconds(12 * 3600L)));

        RuleAnswer answer = await Answer("MN1", 10);

        answer.Why.ShouldBe("the mean 99 as measured by a sample of the authority < limit 100: by 1 not over it");
    }

    [Fact]
    public async Task A_day_told_alone_that_marks_leave_too_few_hours_of_names_the_mark_and_its_entry()
    {
        await _twins.Append(Point("MN1"), (new Registered(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "stack",
            Kind = PointKind.FlueGas,
            Region = County,
            Limits = [new FactorLimit(FactorCode.Parse("a21026"), LimitPeriod.Day, 80, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
        }), Day));
        await _twins.Append(
            Point("MN1"),
            (new Marked(Maintenance(from: 0, to: 6)), Day.AddSeconds(8 * 3600L)),
            (new Observed(new Observation
            {
                Kind = ObservationKind.Day,
                DataTime = Day,
                Readings = [new Reading { Factor = FactorCode.Parse("a21026"), Value = 81, Flag = DataFlag.Normal }],
            }), Day.AddSeconds(25 * 3600L)));

        ExplainedAnswer told = (await new RuleExplanations(_store.Journal).Ask(
            Point("MN1"), new RuleQuestion("limit.day", default, Day, IsOfHour: false), default,
            PolicyBook.Empty.With(Issue("one")), TestContext.Current.CancellationToken)).ShouldNotBeNull().Answers.ShouldHaveSingleItem();

        told.Answer.Ground.ShouldBe(AnswerGround.NotValid);
        told.Answer.Why.ShouldBe(
            "the mean 81 is told alone for the day, of which marks leave 18 hours and 20 are needed: "
            + "CEMS维护 by wang from 2026-03-10 00:00 to 2026-03-10 06:00 (entry 2)");
        told.Evidence.Select(entry => entry.Sequence).ShouldBe([2, 3]);
    }

    static Mark Maintenance(int from, int to) => new()
    {
        Id = "m1",
        Code = MarkCode.CemsMaintenance,
        Start = Day.AddSeconds(from * 3600L),
        End = Day.AddSeconds(to * 3600L),
        Source = MarkSource.Enterprise,
        Author = "wang",
        Reason = "calibration",
    };

    [Fact]
    public async Task Samples_of_pH_are_told_one_by_one_with_the_clause_that_says_so()
    {
        await RegisterOutlet(LimitPeriod.Hour);
        await Sampled("a", 10, 5.5m);
        await Sampled("b", 10, 9.5m);

        ExplainedAnswer told = await Acidity("limit.hour");

        told.Answer.Ground.ShouldBe(AnswerGround.Found);
        told.Answer.Why.ShouldBe("the value 5.5 breaks the limit 6");
        told.Answer.Clause.ShouldNotBeNull().ShouldEndWith(
            "; GB 18918-2002 as amended, in force 2026-03-01: pH by its instantaneous values");
        told.Answer.Figures.ShouldContain(figure => figure.Name == "values judged one by one" && figure.Value == Exact.From(2));
        told.Finding!.Reason.ShouldBe(
            "w01001 hour value 5.5 as measured by a sample of the authority, judged by itself "
            + "(points.validity.notAveraged), < 6, 0.0833 times under");
        told.Finding.Clause.ShouldBe(told.Answer.Clause);
    }

    [Fact]
    public async Task What_pH_would_have_had_to_be_is_said_of_values_and_of_both_bounds()
    {
        await RegisterOutlet(LimitPeriod.Day);
        (await Acidity("limit.day")).Answer.WouldDiffer.ShouldBe("a valid value above 9 or below 6");
        foreach ((int hour, decimal value) in ((int, decimal)[])[(0, 7m), (1, 9.5m), (24, 7m)])
            await _twins.Append(Outlet, (HourOf(hour, value), Day.AddSeconds((hour + 1) * 3600L + 60)));

        ExplainedAnswer told = await Acidity("limit.day");

        FoundOtherwise.Of(told.Finding!, PolicyFile.National).ShouldBe(
            "each value is judged by itself: the one farthest out, 9.5, would have to be 9 or less, that is by 0.5 less, and none "
            + "beyond 6 on the other side; or it would have to be void or exempt");
    }

    [Fact]
    public async Task A_day_of_pH_that_complies_names_the_hour_nearest_to_its_limit()
    {
        await RegisterOutlet(LimitPeriod.Day);
        foreach ((int hour, decimal value) in ((int, decimal)[])[(0, 7m), (1, 8.5m), (2, 6.2m), (24, 7m)])
            await _twins.Append(Outlet, (HourOf(hour, value), Day.AddSeconds((hour + 1) * 3600L + 60)));

        RuleAnswer answer = (await Acidity("limit.day")).Answer;

        answer.Ground.ShouldBe(AnswerGround.Complies);
        answer.Why.ShouldBe(
            "the value 6.2 as measured, judged by itself (points.validity.notAveraged), > limit 6: "
            + "by 0.2 not under it");
        answer.Figures.ShouldContain(figure => figure.Name == "values judged one by one" && figure.Value == Exact.From(3));
    }

    [Fact]
    public async Task A_sample_over_midnight_is_not_the_value_of_the_second_day()
    {
        await RegisterOutlet(LimitPeriod.Day);
        foreach (int hour in (int[])[0, 1, 24])
            await _twins.Append(Outlet, (HourOf(hour, 7), Day.AddSeconds((hour + 1) * 3600L + 60)));
        await Sampled("a", -1, 5.5m);

        (await Acidity("limit.day")).Answer.Ground.ShouldBe(AnswerGround.Complies);
    }

    static TwinName Outlet => TwinName.Of(new PointId("MN1", "32"));

    static readonly FactorCode PH = FactorCode.Parse("w01001");

    static Observed HourOf(int hour, decimal value) => new Observed(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = Day.AddSeconds(hour * 3600L),
        Readings = [new Reading { Factor = PH, Value = value, Flag = DataFlag.Normal }],
    });

    Task RegisterOutlet(LimitPeriod period) =>
        _twins.Append(Outlet, (new Registered(new PointRecord
        {
            Id = new PointId("MN1", "32"),
            Name = "总排口",
            Kind = PointKind.WasteWater,
            Region = County,
            Enterprise = EnterpriseId.Parse("E1"),
            Limits = [new FactorLimit(PH, period, 9, 6, "permit", Clause: null)],
            MinuteInterval = 10,
        }), Day));

    /// <summary>Of an hour that begins at half past.</summary>
    Task Sampled(string id, int hour, decimal value) =>
        _twins.Append(Outlet, (new Marked(Sample(value) with
        {
            Id = id,
            Factor = PH,
            Start = Day.AddSeconds(hour * 3600L + 1800),
            End = Day.AddSeconds(hour * 3600L + (hour < 0 ? 5400 : 2400)),
        }), Day.AddSeconds(60 * 3600L)));

    async Task<ExplainedAnswer> Acidity(string rule)
    {
        var question = new RuleQuestion(rule, PH, rule == "limit.day" ? Day : Day.AddSeconds(10 * 3600L), IsOfHour: rule != "limit.day");
        PolicyBook book = PolicyBook.Empty.With(Issue("one"));
        RuleExplanation? told = await new RuleExplanations(_store.Journal)
            .Ask(Outlet, question, default, book, TestContext.Current.CancellationToken);
        return told.ShouldNotBeNull().Answers.ShouldHaveSingleItem();
    }

    static Mark Sample(decimal value) => new()
    {
        Id = "s1",
        Code = MarkCode.ManualMonitoring,
        Factor = So2,
        Start = Day.AddSeconds(10 * 3600L + 600),
        End = Day.AddSeconds(10 * 3600L + 3000),
        Source = MarkSource.Bureau,
        Author = "li",
        Reason = "site visit",
        Sample = new ManualSample(SamplePurpose.Enforcement, Exact.From(value), default, "HJ 57-2017"),
    };

    async Task<RuleAnswer> Answer(string mn, int hour) => (await Told(mn, hour)).Answer;

    async Task<ExplainedAnswer> Told(string mn, int hour)
    {
        var question = new RuleQuestion("limit.hour", So2, Day.AddSeconds(hour * 3600L), IsOfHour: true);
        PolicyBook book = PolicyBook.Empty.With(Issue("one"));
        RuleExplanation? told = await new RuleExplanations(_store.Journal)
            .Ask(Point(mn), question, default, book, TestContext.Current.CancellationToken);
        return told.ShouldNotBeNull().Answers.ShouldHaveSingleItem();
    }
}
