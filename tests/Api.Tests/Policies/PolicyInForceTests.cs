using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Api.Policies;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Policies;

/// <summary>A version in force from 17:23 to 17:30 and from 17:35 on; an hour over its limit is told at 17:28.</summary>
public sealed class PolicyInForceTests : IAsyncLifetime
{
    const string Point = "points/MN1-31";
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    readonly TemporaryStore _store = new();
    readonly FakeTimeProvider _time = new(At(17, 0).ToDateTimeOffset());
    readonly PolicyArchive _archive;
    readonly Explanations _explanations;
    JournalPosition _end = JournalPosition.Start(Point);

    public PolicyInForceTests()
    {
        _archive = new PolicyArchive(_store.Journal, _time, NullLogger<PolicyArchive>.Instance);
        _explanations = new Explanations(_store.Journal, _archive, _time);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PutInForce("one", 23);
        await PutInForce("two", 30);
        await PutInForce("one", 35);
        var point = new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "MN1",
            Kind = PointKind.FlueGas,
            Region = RegionCode.Parse("130109"),
            Limits = [new FactorLimit(So2, LimitPeriod.Hour, 80, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
        };
        await Append((new Registered(point), At(17, 25)), (Hour(90), At(17, 28)));
    }

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_finding_names_when_the_policy_was_put_in_force_that_decided_it()
    {
        V1.Explanation told = await _explanations.Explain(
            new V1.ExplainFindingRequest { Twin = Point, Rule = "limit.hour", Factor = "a21026", Time = Stamp(At(16, 0)) },
            Token);

        told.Policy.ActivateTime.ShouldBe(Stamp(At(17, 23)));
        told.Policy.InForce.ShouldBeFalse();
    }

    [Theory]
    [InlineData(29)]
    [InlineData(34)]
    [InlineData(59)]
    public async Task So_does_the_answer_of_its_rule_whenever_it_is_asked(int asOfMinute)
    {
        V1.RuleAnswer answer = await Ask(16, At(17, asOfMinute));

        answer.Ground.ShouldBe(V1.RuleGround.Found);
        answer.Policy.ActivateTime.ShouldBe(Stamp(At(17, 23)));
    }

    [Fact]
    public async Task What_is_judged_after_it_was_put_in_force_again_names_the_second_time()
    {
        await Append((Hour(50, hour: 17), At(18, 1)));

        (await Ask(17, At(19, 0))).Policy.ActivateTime.ShouldBe(Stamp(At(17, 35)));
    }

    static BeijingTime At(int hour, int minute) => BeijingTime.Of(2026, 3, 10, hour, minute);

    static Timestamp Stamp(BeijingTime time) => new() { Seconds = time.UnixSeconds };

    static Observed Hour(decimal value, int hour = 16) => new(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = At(hour, 0),
        Readings = [new Reading { Factor = So2, Value = value, Flag = DataFlag.Normal }],
    });

    async Task<V1.RuleAnswer> Ask(int hour, BeijingTime asOf)
    {
        var request = new V1.ExplainRulesRequest
        {
            Twin = Point, Rule = "limit.hour", Factor = "a21026", HourTime = Stamp(At(hour, 0)), AsOfTime = Stamp(asOf),
        };
        V1.ExplainRulesResponse told = await _explanations.Explain(request, Token);
        told.Rules.ShouldContain("limit.day");
        told.Factors.ShouldBe(["a21026"]);
        return told.Answers.ShouldHaveSingleItem();
    }

    async Task PutInForce(string version, int minute)
    {
        _time.SetUtcNow(At(17, minute).ToDateTimeOffset());
        await _archive.PutInForce(
            PolicyFile.NationalText.Replace(
                $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal),
            _ => null, "bureau", "trial", Token);
    }

    async Task Append(params (EntryBody Body, BeijingTime At)[] entries)
    {
        var records = new List<JournalRecord>();
        foreach ((EntryBody body, BeijingTime at) in entries)
        {
            var writer = new EntryWriter();
            EntryCodec.Write(writer, body);
            records.Add(new JournalRecord((byte)body.Kind, EntryCodec.Format, at.UnixSeconds * 1000, writer.Written));
        }

        var append = new JournalAppend { Twin = Point, Previous = _end, Entries = records };
        _end = (await _store.Journal.AppendAsync(append, Token)).Position;
    }
}
