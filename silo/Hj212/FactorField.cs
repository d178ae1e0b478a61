using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212;

/// <summary>
/// What one frame says of one factor, gathered from its fields whatever the separators between them were.
/// Values that did not come are <see cref="Exact.None"/>. Units are those the device uses.
/// </summary>
public record struct FactorField
{
    /// <summary>The code of 2017; codes of 2005 are translated, unknown names kept.</summary>
    public FactorCode Code { get; set; }

    /// <summary>The code as the device wrote it; empty where it is <see cref="Code"/>.</summary>
    public FactorCode SentAs { get; set; }

    /// <summary>Rtd, Avg, Data (noise), RS (device state) or RT (device hours), whichever came.</summary>
    public Exact Value { get; set; }

    /// <summary>ZsRtd or ZsAvg (折算): converted to reference oxygen.</summary>
    public Exact Converted { get; set; }

    public Exact Min { get; set; }
    public Exact Max { get; set; }
    public Exact ConvertedMin { get; set; }
    public Exact ConvertedMax { get; set; }

    /// <summary>Cou: the total over the interval.</summary>
    public Exact Total { get; set; }

    /// <summary>DayData (昼间) of noise.</summary>
    public Exact DayValue { get; set; }

    /// <summary>NightData (夜间) of noise.</summary>
    public Exact NightValue { get; set; }

    public DataFlag Flag { get; set; }

    /// <summary>EFlag: a fault code of the device's own, up to eight characters.</summary>
    public FactorCode ExtendedFlag { get; set; }

    /// <summary>SampleTime; unset when it did not come.</summary>
    public BeijingTime SampleTime { get; set; }

    /// <summary>
    /// A value that is no number, when it has at most eight characters: the condition letters of ST=45.
    /// </summary>
    public FactorCode Letters { get; set; }

    /// <summary>Which fields came.</summary>
    public FactorFields Present { get; set; }

    /// <summary>
    /// Where the text of a non-numeric value or an Info stands in the frame; see <see cref="Message.TextOf"/>.
    /// </summary>
    internal TextSlice Text { get; set; }
}
