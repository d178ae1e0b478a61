using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>
/// A stack with an hourly limit of 100 for SO2 that reports hour after hour from the first day on, and its rules asked
/// about it.
/// </summary>
sealed class AskedStack : IDisposable
{
    public static readonly FactorCode Oxygen = FactorCode.Parse("a19001");

    static readonly TwinName Stack = Point("MN1");
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    long _told;
    PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public AskedStack() => _twins = new StoredTwins(_store.Journal);

    /// <summary>A tick comes behind every hour.</summary>
    public bool Ticks { get; set; } = true;

    /// <summary>The next hour to come.</summary>
    public int Hour { get; private set; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    public static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    public static Reading Value(FactorCode factor, decimal value) => Flagged(factor, value, DataFlag.Normal);

    public static Reading Flagged(FactorCode factor, decimal value, DataFlag flag) =>
        new() { Factor = factor, Value = value, Flag = flag };

    public static IEnumerable<ExplainedAnswer> Leads(IEnumerable<ExplainedAnswer> answers) =>
        answers.Where(told => told.Answer.Rule.StartsWith("data.", StringComparison.Ordinal));

    public static decimal UsualAt(int hour) => hour % 2 == 0 ? 80.1m : 82.1m;

    public Task Start() => _twins.Register("MN1", hourLimit: 100);

    public Task StartTagged(string tag) => _twins.Register("MN1", hourLimit: 100, [tag]);

    /// <summary>Its enterprise tells it one median of outlets like it for the hours of a day.</summary>
    /// <param name="hour">First hour of the day.</param>
    /// <param name="hours">With a median, from the first on.</param>
    /// <param name="median">Of SO2.</param>
    public Task Peers(int hour, int hours, decimal median) => _twins.Append(Stack, (
        new Signalled(new Signal
        {
            Source = TwinName.Of(EnterpriseId.Parse("E1")),
            SourceSequence = ++_told,
            Ordinal = 0,
            CausedAt = At(Hour),
            Body = new PeersTold(At(hour), [new FactorHours(So2, [.. Enumerable.Range(0, FactorHours.InDay)
                .Select(i => i < hours ? median : Exact.None)])]),
        }),
        At(Hour).AddSeconds(1000)));

    /// <summary>Judges by the national policy with something otherwise.</summary>
    public void JudgeBy(Func<string, string> change) => _book = PolicyBook.Empty.With(Issue("one", change));

    public Task Tick() => _twins.Append(Stack, (new Ticked(At(Hour)), At(Hour)));

    public Task Usual(int hours) => Hours(hours, _ => [Value(So2, UsualAt(Hour))]);

    /// <summary>Takes down the next hours, a tick behind each; an hour without readings is lost.</summary>
    public async Task Hours(int count, Func<int, Reading[]> readings)
    {
        var entries = new List<(EntryBody, BeijingTime)>();
        for (int i = 0; i < count; i++, Hour++)
        {
            Reading[] of = readings(i);
            BeijingTime at = At(Hour + 1).AddSeconds(900);
            if (of.Length > 0)
                entries.Add(Reported(Hour, of));
            if (Ticks)
                entries.Add((new Ticked(at), at));
        }

        if (entries.Count > 0)
            await _twins.Append(Stack, [.. entries]);
    }

    public Task Mark(MarkCode code, FactorCode factor, int from, int to) => _twins.Append(Stack, (
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
        At(Hour + 1).AddSeconds(30)));

    /// <summary>Reports an hour, whenever it is, behind the hour that is the newest now.</summary>
    public Task Report(int hour, params Reading[] readings) => _twins.Append(Stack, Reported(hour, readings));

    (EntryBody Body, BeijingTime At) Reported(int hour, Reading[] readings) => (
        new Observed(new Observation { Kind = ObservationKind.Hour, DataTime = At(hour), Readings = [.. readings] }),
        At(Hour + 1).AddSeconds(60));

    /// <summary>The one answer of a rule on SO2 to a question about a natural day.</summary>
    public Task<ExplainedAnswer> One(string rule, BeijingTime day) => One(rule, day, "a21026");

    public async Task<ExplainedAnswer> One(string rule, BeijingTime day, string factor) =>
        (await Ask(rule, factor, day, isOfHour: false)).ShouldHaveSingleItem();

    /// <summary>The same about an hour.</summary>
    public async Task<ExplainedAnswer> OfHour(string rule, BeijingTime hour) =>
        (await Ask(rule, "a21026", hour, isOfHour: true)).ShouldHaveSingleItem();

    public async Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, string factor, BeijingTime time, bool isOfHour)
    {
        FactorCode code = factor.Length == 0 ? default : FactorCode.Parse(factor);
        var question = new RuleQuestion(rule, code, time, isOfHour);
        return (await new RuleExplanations(_store.Journal).Ask(Stack, question, default, _book, Token)).ShouldNotBeNull().Answers;
    }
}
