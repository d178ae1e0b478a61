using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>What points hear in a trial: of furnaces and enterprises that the candidate judges otherwise.</summary>
public sealed class OwnSignalTrialTests : IDisposable
{
    const string ThreePeers = "leastPeers: 3";

    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    static readonly TwinName Enterprise = TwinName.Of(Plant);
    static readonly IncineratorId Line = new("P", "1");
    static readonly TwinName Furnace = TwinName.Of(Line);

    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly List<TrialProgress> _seen = [];

    public OwnSignalTrialTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(70, 0)]
    [InlineData(69, 1)]
    public async Task An_outlet_counts_the_days_that_its_furnace_finds_over_under_the_candidate(int limit, int serious)
    {
        await LiveFourDays();

        // Daily means of 70 on four days: over 69, and two in a row are a serious clue of the outlet.
        (IReadOnlyList<FindingChange> changes, PolicyTrial trial) = await Try(
            "a21026, kinds: [incineratorFlueGas], hour: 100, day: 80",
            $"a21026, kinds: [incineratorFlueGas], hour: 100, day: {limit}", Point("MN1"), Furnace);

        changes.Count(change => change.IsGained && change.Finding.Twin == Furnace && change.Finding.Rule == "furnace.day.limit")
            .ShouldBe(4 * serious);
        changes.Count(change => change.IsGained && change.Finding.Twin == Point("MN1")
            && change.Finding.Rule == "supervision.serious").ShouldBe(serious);
        trial.AsRecorded.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outlet_is_held_against_the_medians_that_the_candidate_leaves()
    {
        await LiveSixDays();

        // Two others have values: medians of two, none of three.
        (IReadOnlyList<FindingChange> changes, PolicyTrial trial) = await Try(
            "leastPeers: 2", ThreePeers, Point("MN1"), Point("MN2"), Point("MN3"), Enterprise);

        changes.Where(change => change.Finding.Rule == "data.peerGap")
            .Select(change => (change.Finding.Twin, change.IsLost)).ShouldBe([(Point("MN1"), true)]);
        trial.AsRecorded.ShouldBeEmpty();
        trial.Notes.ShouldBeEmpty();
        // Four twins, and the three outlets with their enterprise once more.
        TrialProgress done = trial.Progress;
        (done.Twins, done.OfTwins, done.Again, done.OfAgain).ShouldBe((4, 4, 4, 4));
        foreach ((TrialProgress earlier, TrialProgress later) in _seen.Zip(_seen.Skip(1)))
        {
            (later.Twins >= earlier.Twins, later.OfTwins == 4, later.Entries > earlier.Entries, later.Again >= earlier.Again)
                .ShouldBe((true, true, true, true));
            later.OfAgain.ShouldBe(later.Again > 0 ? 4 : 0);
        }
    }

    [Fact]
    public async Task What_an_enterprise_told_that_is_not_tried_as_a_whole_stands_as_recorded()
    {
        await LiveSixDays();
        await _twins.Append(Point("MN1"), (Told(Enterprise, new PeersTold(Day, [])), Day));
        await _twins.Append(
            Enterprise, (Told(Point("MN3"), new HoursTold("like:boilers", Day, [])), Day.AddSeconds(86_400)));

        (IReadOnlyList<FindingChange> changes, PolicyTrial trial) = await Try(
            "leastPeers: 2", ThreePeers, Point("MN1"), Point("MN2"), Enterprise);

        changes.ShouldNotContain(change => change.Finding.Rule == "data.peerGap");
        trial.AsRecorded.ShouldBe([Point("MN1")]);
        (trial.Progress.Twins, trial.Progress.OfAgain).ShouldBe((3, 0));
        TrialNote note = trial.Notes.ShouldHaveSingleItem();
        (note.Kind, note.Text).ShouldBe((
            TrialNoteKind.HeardAsTold,
            "enterprises/E1 is tried without points/MN3-31: it hears what that told it then, not what the candidate makes of it"));
        note.Twins.ShouldBe([Enterprise]);
        note.Missing.ShouldBe([Point("MN3")]);
    }

    [Fact]
    public async Task A_furnace_that_is_tried_without_its_points_judges_what_they_told_it_then_by_the_candidate()
    {
        await LiveFourDays();
        await _twins.Append(Furnace, (Told(Point("MN1"), new MeanTold(
            ObservationKind.Day, So2, Day, 79.5m, DataFlag.Normal, IsReported: true)), Day.AddSeconds(86_400)));

        (IReadOnlyList<FindingChange> changes, PolicyTrial trial) = await Try(
            "a21026, kinds: [incineratorFlueGas], hour: 100, day: 80",
            "a21026, kinds: [incineratorFlueGas], hour: 100, day: 79", Furnace);

        changes.Select(change => (change.IsGained, change.Finding.Rule, change.Finding.Value)).ShouldBe(
            [(true, "furnace.day.limit", (Exact)79.5m)]);
        trial.Notes.Select(one => (one.Kind, one.Missing.Single())).ShouldBe([(TrialNoteKind.HeardAsTold, Point("MN1"))]);
    }

    async Task<(IReadOnlyList<FindingChange> Changes, PolicyTrial Trial)> Try(string from, string to, params TwinName[] twins)
    {
        var trial = new PolicyTrial(
            _store.Journal, PolicyBook.Empty.With(Issue("one")),
            Issue("two", yaml => yaml.Replace(from, to, StringComparison.Ordinal)));
        return (await trial.Run(twins, _seen.Add, TestContext.Current.CancellationToken), trial);
    }

    /// <summary>An outlet at 70 and its furnace.</summary>
    async Task LiveFourDays()
    {
        await _twins.Append(Point("MN1"), (new Registered(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "stack",
            Kind = PointKind.IncineratorFlueGas,
            Region = County,
            Enterprise = Plant,
            Incinerator = Line,
            MinuteInterval = 10,
        }), Day));
        await _twins.Append(Furnace, (new Registered(new IncineratorRecord
        {
            Id = Line,
            Name = "1",
            Enterprise = Plant,
            Region = County,
            EmissionPoint = new PointId("MN1", "31"),
            TemperaturePoint = new PointId("MN1", "31"),
        }), Day));
        for (int day = 0; day < 4; day++)
        {
            for (int hour = 24 * day; hour < 24 * (day + 1); hour++)
                await _twins.Append(Point("MN1"), (Converted(hour, 70), Day.AddSeconds((hour + 1) * 3600 + 60)));
            BeijingTime noon = Day.AddSeconds((24 * (day + 1) + 13) * 3600L);
            await _twins.Append(Point("MN1"), (new Ticked(noon), noon));
            await _twins.Append(Furnace, (new Ticked(noon), noon));
        }
    }

    /// <summary>
    /// Three outlets at 80, of which MN1 falls to 26 on the fifth day: 80 / 26 = 3.08 times less than its usual ratio.
    /// </summary>
    async Task LiveSixDays()
    {
        await _twins.Append(Enterprise, (new Registered(new EnterpriseRecord
        {
            Id = Plant, Name = "E1", Industry = "4417", Region = County,
        }), Day));
        foreach (string mn in (string[])["MN1", "MN2", "MN3"])
        {
            await _twins.Register(mn, hourLimit: 100, ["like:boilers"]);
            for (int day = 0; day < 6; day++)
            {
                for (int hour = 24 * day; hour < 24 * (day + 1); hour++)
                    await _twins.Hour(mn, hour, day == 4 && mn == "MN1" ? 26 : 80);
                BeijingTime noon = Day.AddSeconds((24 * (day + 1) + 13) * 3600L);
                await _twins.Append(Point(mn), (new Ticked(noon), noon));
            }
        }

        for (int day = 2; day < 7; day++)
        {
            BeijingTime night = Day.AddSeconds(24 * day * 3600L + 300);
            await _twins.Append(Enterprise, (new Ticked(night), night));
        }
    }

    static Observed Converted(int hour, decimal value) => new(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = Day.AddSeconds(hour * 3600L),
        Readings = [new Reading { Factor = So2, Value = value, Converted = value, Flag = DataFlag.Normal }],
    });

    static Signalled Told(TwinName source, SignalBody body) => new(new Signal
    {
        Source = source,
        SourceSequence = 1,
        Ordinal = 0,
        CausedAt = Day,
        Body = body,
    });
}
