using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class FactorDetectorsTests
{
    static readonly Gen<Exact> Values = Gen.Frequency(
        (1, Gen.Const(Exact.None)),
        (2, Gen.Const((Exact)0m)),
        (2, Gen.Const((Exact)97.5m)),
        (10, Gen.Int[-50, 20_000].Select(cents => (Exact)(cents / 100m))));

    static readonly Gen<HourSight> Hours =
        from value in Values
        from other in Values
        from oxygen in Gen.Int[0, 210].Select(tenths => (Exact)(tenths / 10m))
        from flag in Gen.Frequency(
            (10, Gen.Const(DataFlag.Normal)), (1, Gen.Const(DataFlag.OverRange)), (1, Gen.Const(DataFlag.Off)))
        from isMarked in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        select new HourSight
        {
            Start = default,
            Value = value,
            Figure = value,
            Flag = flag,
            Limit = 100m,
            RangeBottom = 0m,
            RangeTop = 150m,
            Oxygen = oxygen,
            IsMarkedStopped = flag == DataFlag.Off,
            IsMarked = isMarked,
            Companion = other,
            Peers = other,
        };

    [Fact]
    public void What_is_written_and_read_back_goes_on_as_if_it_had_never_left_memory() =>
        Hours.Array[1, 400].Sample(hours =>
        {
            var kept = new FactorDetectors();
            var stored = new FactorDetectors();
            List<Lead> keptLeads = [], storedLeads = [];
            for (int i = 0; i < hours.Length; i++)
            {
                HourSight hour = hours[i] with { Start = Watched.At(i + i / 50 * 30) };
                kept.See(in hour, Watched.Policy, keptLeads);
                stored.See(in hour, Watched.Policy, storedLeads);
                byte[] bytes = Bytes(stored);
                var reader = new EntryReader(bytes);
                stored = FactorDetectors.Read(ref reader);
                reader.AtEnd.ShouldBeTrue();
            }

            Bytes(stored).ShouldBe(Bytes(kept));
            storedLeads.ShouldBe(keptLeads);
        });

    [Fact]
    public void Leads_of_a_rule_begin_and_end_in_turn() =>
        Hours.Array[1, 400].Sample(hours =>
        {
            var detectors = new FactorDetectors();
            List<Lead> leads = [];
            for (int i = 0; i < hours.Length; i++)
            {
                HourSight hour = hours[i] with { Start = Watched.At(i) };
                detectors.See(in hour, Watched.Policy, leads);
            }

            foreach (IGrouping<string, Lead> rule in leads.GroupBy(lead => lead.Rule))
            {
                Lead[] all = [.. rule];
                for (int i = 0; i < all.Length; i++)
                {
                    all[i].IsOver.ShouldBe(i % 2 == 1);
                    (all[i].Start < all[i].End).ShouldBeTrue();
                    if (all[i].IsOver)
                        all[i].Start.ShouldBe(all[i - 1].Start);
                }
            }
        });

    [Fact]
    public void Bytes_that_end_early_are_refused()
    {
        var detectors = new FactorDetectors();
        HourSight hour = Watched.Hour(5m) with { Limit = 100m, Oxygen = 11m };
        detectors.See(in hour, Watched.Policy, []);
        byte[] bytes = Bytes(detectors);
        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new EntryReader(bytes.AsSpan(0, bytes.Length - 1));
            FactorDetectors.Read(ref reader);
        });
    }

    static byte[] Bytes(FactorDetectors detectors)
    {
        var writer = new EntryWriter();
        detectors.Write(writer);
        return writer.ToArray();
    }
}
