using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The newest means of one factor of a furnace from one point.</summary>
/// <param name="Slot">Five minutes of furnace temperature.</param>
[GenerateSerializer, Immutable, Alias("qly.FurnaceMeans")]
public sealed record LatestMeans(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] TwinName Source,
    [property: Id(2)] LatestMean Slot,
    [property: Id(3)] LatestMean Hour,
    [property: Id(4)] LatestMean Day)
{
    public LatestMeans With(MeanTold told)
    {
        var mean = new LatestMean(told.Start, told.Value, default, told.Flag);
        return told.Period switch
        {
            ObservationKind.FurnaceTemperature when told.Start >= Slot.Start => this with { Slot = mean },
            ObservationKind.Hour when told.Start >= Hour.Start => this with { Hour = mean },
            ObservationKind.Day when told.Start >= Day.Start => this with { Day = mean },
            _ => this,
        };
    }

    public void Write(EntryWriter writer)
    {
        writer.Factor(Factor);
        writer.Text(Source.ToString());
        Slot.Write(writer);
        Hour.Write(writer);
        Day.Write(writer);
    }

    public static LatestMeans Read(ref EntryReader reader) => new(
        reader.Factor(),
        TwinName.Parse(reader.Text() ?? ""),
        LatestMean.Read(ref reader),
        LatestMean.Read(ref reader),
        LatestMean.Read(ref reader));
}
