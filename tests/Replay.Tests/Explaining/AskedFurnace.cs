using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
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

/// <summary>The journal of a furnace, written entry by entry, and its rules asked about it. Hours count from 00:00 of the day.</summary>
sealed class AskedFurnace : IDisposable
{
    public static readonly TwinName Name = AskedTwins.Furnace;
    public static readonly FactorCode Temperature = FactorCode.Parse("a01901");
    public static readonly FactorCode Feed = FactorCode.Parse("I33400");
    public static readonly FactorCode Oxygen = FactorCode.Parse("a19001");

    readonly AskedTwins _asked;
    readonly StoredTwins _twins;
    int _marks;

    /// <param name="change">What the policy has otherwise than the national one.</param>
    public AskedFurnace(Func<string, string> change)
    {
        _asked = new AskedTwins(change);
        _twins = _asked.Stored;
    }

    public AskedFurnace()
        : this(yaml => yaml)
    {
    }

    public void Dispose() => _asked.Dispose();

    public static BeijingTime At(double hour) => Day.AddSeconds((long)(hour * BeijingTime.SecondsPerHour));

    public Task Register() => _asked.RegisterFurnace();

    public Task Tick(double hour) => _twins.Append(Name, (new Ticked(At(hour)), At(hour)));

    /// <summary>Judges by another policy from an hour on.</summary>
    public Task Put(string version, double hour) => Put(version, hour, yaml => yaml);

    public Task Put(string version, double hour, Func<string, string> change) =>
        _asked.Put(Name, version, change, At(hour));

    /// <summary>Means of hours in a row, each told a little after its end.</summary>
    public async Task Hours(FactorCode factor, int from, int to, decimal value)
    {
        for (int hour = from; hour < to; hour++)
            await Tell(ObservationKind.Hour, factor, At(hour), value, At(hour + 1));
    }

    /// <summary>An hour that the authority sampled.</summary>
    public Task Sampled(FactorCode factor, int hour, decimal value) => _twins.Append(Name, (
        _asked.Told(
            Point("MN1"),
            new MeanTold(ObservationKind.Hour, factor, At(hour), value, DataFlag.Normal, IsReported: false)
            {
                Purpose = SamplePurpose.Enforcement,
            }),
        At(hour + 1)));

    public Task DayMean(FactorCode factor, int day, decimal value) =>
        Tell(ObservationKind.Day, factor, At(24 * day), value, At(24 * day + 24));

    /// <summary>Five-minute temperatures in a row from an hour on.</summary>
    public async Task Slots(double hour, int count, decimal celsius)
    {
        for (int slot = 0; slot < count; slot++)
        {
            BeijingTime start = At(hour).AddSeconds(slot * 300);
            await Tell(ObservationKind.FurnaceTemperature, Temperature, start, celsius, start.AddSeconds(300));
        }
    }

    /// <summary>Marks a condition from one hour to another, just as it begins.</summary>
    public Task Mark(MarkCode code, double from, double to) => MarkAt(code, from, to, from);

    public Task MarkAt(MarkCode code, double from, double to, double at) => _twins.Append(Name, (new Marked(new Mark
    {
        Id = $"m{++_marks}",
        Code = code,
        Start = At(from),
        End = At(to),
        Source = MarkSource.Enterprise,
        Author = "operator",
        Reason = "as it was",
    }), At(at)));

    public Task<IReadOnlyList<ExplainedAnswer>> Ask(RuleQuestion question) => _asked.Ask(Name, question);

    /// <summary>The one answer of a rule to a question about a natural day.</summary>
    public async Task<ExplainedAnswer> Explain(string rule, FactorCode factor, int day) =>
        (await Ask(new RuleQuestion(rule, factor, At(24 * day), IsOfHour: false))).ShouldHaveSingleItem();

    public Task<ExplainedAnswer> Explain(string rule) => Explain(rule, factor: default, day: 0);

    public async Task<RuleAnswer> Answer(string rule) => (await Explain(rule)).Answer;

    /// <summary>The story of the one finding of a rule.</summary>
    public Task<FindingStory> Story(string rule) => _asked.Story(Name, rule);

    Task Tell(ObservationKind kind, FactorCode factor, BeijingTime start, decimal value, BeijingTime at) =>
        _twins.Append(Name, (
            _asked.Told(Point("MN1"), new MeanTold(kind, factor, start, value, DataFlag.Normal, IsReported: true)), at));
}

static class AskedAnswers
{
    /// <summary>What an answer says and the newest finding of its window have in common.</summary>
    public static void ShouldAgree(this ExplainedAnswer told)
    {
        Finding finding = told.Finding.ShouldNotBeNull();
        RuleAnswer answer = told.Answer;
        finding.State.ShouldNotBe(FindingState.Withdrawn);
        (answer.Ground, answer.Rule, answer.Factor, answer.WouldDiffer).ShouldBe(
            (AnswerGround.Found, finding.Rule, finding.Factor, ""));
        (answer.Why, answer.Clause, answer.PolicyVersion).ShouldBe(
            (finding.Reason, finding.Clause, finding.PolicyVersion));
        (answer.WindowStart, answer.WindowEnd).ShouldBe((finding.WindowStart, finding.WindowEnd));
        answer.Figures.ShouldContain(figure => figure.Value == finding.Value);
    }

    public static Exact Figure(this RuleAnswer answer, string name) =>
        answer.Figures.Single(figure => figure.Name == name).Value;
}
