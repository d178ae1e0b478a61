using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Regions;

/// <summary>What the four twins show travels between silos whole; what they store is refused when cut.</summary>
public sealed class StatusSerializationTests
{
    [Fact]
    public void A_furnace() => Check(
        new IncineratorFold(),
        FurnaceHost.Furnace,
        [
            new Registered(FurnaceHost.Registration),
            FurnaceHost.Mean(Point("MN1"), slot: 0, 800),
            Point("MN2").DayOver(Day, So2),
            Point("MN3").Tells(new Signals.ConditionTold(So2, Nox, Day)),
            Point("MN4").Line(EscalationLevel.Normal),
        ]);

    [Fact]
    public void An_enterprise() => Check(
        new EnterpriseFold(),
        TwinName.Parse("enterprises/E1"),
        [Point("MN1").DayOver(Day, So2), Point("MN2").Line(EscalationLevel.Warning, reason: "r")]);

    [Fact]
    public void A_cell() => Check(
        new CellFold(),
        TwinName.Parse("cells/130100-500m-0740-2740"),
        [Point("MN1").Hour(So2, At(8), 120), Point("MN2").Line(EscalationLevel.Normal)]);

    [Fact]
    public void A_region() => Check(
        new RegionFold(),
        TwinName.Of(County),
        [
            new Registered(new RegionRecord(County, "藁城区")),
            Point("MN1").Line(EscalationLevel.Warning, location: new Wgs84(114.5, 38)),
            Point("MN2").DayOver(Day, So2),
        ]);

    static void Check<TState>(ITwinFold<TState> fold, TwinName name, EntryBody[] entries)
        where TState : class, ITwinState
    {
        var host = new FoldHost<TState>(fold, name, PolicyFile.National);
        foreach (EntryBody entry in entries)
            host.Feed(entry, At(12)).ShouldBeTrue();

        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        TwinStatus status = fold.Describe(host.State);
        serializer.Deserialize<TwinStatus>(serializer.SerializeToArray(status)).ShouldBeEquivalentTo(status);

        byte[] snapshot = host.Snapshot();
        Refused(snapshot.Length, length =>
        {
            var reader = new EntryReader(snapshot.AsSpan(0, length));
            fold.ReadState(name, ref reader);
        });
        foreach ((string id, byte[] page) in host.Pages())
        {
            Refused(page.Length, length =>
            {
                var reader = new EntryReader(page.AsSpan(0, length));
                fold.ReadPage(PageId.Parse(id), ref reader);
            });
        }
    }

    static void Refused(int total, Action<int> read)
    {
        for (int length = 0; length < total; length++)
            Should.Throw<InvalidDataException>(() => read(length), $"{length} of {total} bytes");
    }
}
