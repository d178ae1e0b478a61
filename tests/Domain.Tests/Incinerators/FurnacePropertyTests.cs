using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

/// <summary>Three days of two pollutants and of temperatures, with marks that come in time and late.</summary>
public sealed class FurnacePropertyTests
{
    static readonly BeijingTime End = Teller.At(24 * 10);

    static readonly MarkCode[] Codes =
    [
        MarkCode.Starting, MarkCode.Stopping, MarkCode.Fault, MarkCode.Drying, MarkCode.Idle, MarkCode.CemsMaintenance,
    ];

    sealed record Arriving(EntryBody Body, BeijingTime At);

    static readonly Gen<Mark> Marks =
        from code in Gen.Int[0, Codes.Length - 1].Select(index => Codes[index])
        from start in Gen.Int[-30, 70]
        from hours in Gen.Int[0, 40]
        from id in Gen.Int[0, 3]
        from deleted in Gen.Int[0, 5]
        select new Mark
        {
            Id = $"m{id}",
            Code = code,
            Start = Teller.At(start, 10),
            End = hours == 0 ? default : Teller.At(start + hours, 20),
            Source = MarkSource.Enterprise,
            Author = "plant",
            IsDeleted = deleted == 0,
        };

    static readonly Gen<Arriving[][]> Sources =
        from values in Gen.Int[60, 110].Array[72]
        from dust in Gen.Int[5, 200].Array[72]
        from celsius in Gen.Int[846, 900].Array[72]
        from marks in Gen.Select(Marks, Gen.Int[0, 90]).Array[0, 6]
        select Build(values, dust, celsius, marks);

    static Arriving[][] Build(int[] values, int[] dust, int[] celsius, (Mark Mark, int Delay)[] marks)
    {
        Teller gas = Teller.Point("MN1"), heat = Teller.Point("MN2");
        var hours = new List<Arriving>();
        for (int hour = 0; hour < 72; hour++)
        {
            BeijingTime over = Teller.At(hour + 1);
            hours.Add(new Arriving(gas.Hour(Teller.So2, Teller.At(hour), values[hour]), over));
            hours.Add(new Arriving(
                gas.Hour(PolicyFile.National.Furnace.Exempt.PmFactor, Teller.At(hour), dust[hour]), over));
        }

        return
        [
            [.. hours],
            [.. celsius.Select((value, i) => new Arriving(
                FurnaceHost.Mean(heat, i % 24 * 12, value, i / 24), Teller.At(i + 1)))],
            [.. marks.Select((mark, i) => new Arriving(
                new Marked(mark.Mark with { Revision = i + 1 }), Teller.At(mark.Delay)))],
        ];
    }

    static readonly Gen<(Arriving[] InOrder, Arriving[] Shuffled, int[] Moves)> Cases =
        from sources in Sources
        from order in Gen.Shuffle(sources.SelectMany((source, i) => source.Select(_ => i)).ToArray())
        from moves in Teller.Moves
        select (sources.SelectMany(source => source).OrderBy(one => one.At).ToArray(), Merge(sources, order), moves);

    static Arriving[] Merge(Arriving[][] sources, int[] order)
    {
        var next = new int[sources.Length];
        return Array.ConvertAll(order, source => sources[source][next[source]++]);
    }

    static FoldHost<IncineratorState> Run(Arriving[] entries, Policy policy, int[] moves)
    {
        var host = new FoldHost<IncineratorState>(new IncineratorFold(), FurnaceHost.Furnace, policy);
        for (int i = 0; i < entries.Length; i++)
        {
            host.Feed(entries[i].Body, entries[i].At);
            if (moves[i % moves.Length] == 0)
                host.EvictAll();
            if (moves[i % moves.Length] == 1)
                host.RestoreFromSnapshot();
        }

        host.Feed(new Ticked(End), End);
        return host;
    }

    static Finding[] InForce(FoldHost<IncineratorState> host) =>
    [
        .. host.Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn && finding.Class != FindingClass.Before)
            .Select(finding => finding with { State = FindingState.Raised, FirstEntry = 0, LastEntry = 0, DecidedBy = 0 })
            .OrderBy(finding => finding.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Any_order_of_arrival_gives_the_same_final_verdicts() =>
        Cases.Sample(sample => InForce(Run(sample.Shuffled, PolicyFile.National, sample.Moves))
            .ShouldBe(InForce(Run(sample.InOrder, PolicyFile.National, [9]))), iter: 60);

    [Fact]
    public void Replay_evicted_and_restored_or_not_equals_live_by_hash() =>
        Cases.Sample(sample =>
        {
            FoldHost<IncineratorState> live = Run(sample.InOrder, PolicyFile.National, [9]);
            FoldHost<IncineratorState> replay = Run(sample.InOrder, PolicyFile.National, sample.Moves);

            replay.StateHash().ShouldBe(live.StateHash());
            replay.Findings.ShouldBe(live.Findings);
        }, iter: 60);

    [Fact]
    public void Raising_a_limit_never_adds_a_day() =>
        Gen.Select(Cases, Gen.Int[0, 20]).Sample((sample, more) =>
        {
            Policy raised = PolicyFile.National with
            {
                Limits = PolicyLimits.Create(
                    [.. PolicyFile.National.Limits.Select(limit => limit with { Day = limit.Day.Value + more })]),
            };

            Days(Run(sample.InOrder, raised, [9])).Except(Days(Run(sample.InOrder, PolicyFile.National, [9])))
                .ShouldBeEmpty();
        }, iter: 60);

    static string[] Days(FoldHost<IncineratorState> host) =>
        [.. InForce(host).Where(finding => finding.Rule == "furnace.day.limit").Select(finding => finding.Id)];
}
