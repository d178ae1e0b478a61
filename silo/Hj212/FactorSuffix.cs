using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212;

/// <summary>The part of a field name behind the factor code: <c>Rtd</c>, <c>ZsAvg</c> and so on (table 4).</summary>
static class FactorSuffix
{
    static readonly (string Name, FactorFields Field)[] All =
    [
        ("Rtd", FactorFields.Rtd), ("Avg", FactorFields.Avg), ("Min", FactorFields.Min), ("Max", FactorFields.Max),
        ("ZsRtd", FactorFields.ZsRtd), ("ZsAvg", FactorFields.ZsAvg), ("ZsMin", FactorFields.ZsMin),
        ("ZsMax", FactorFields.ZsMax), ("Cou", FactorFields.Cou), ("Flag", FactorFields.Flag),
        ("EFlag", FactorFields.EFlag), ("SampleTime", FactorFields.SampleTime), ("RS", FactorFields.State),
        ("RT", FactorFields.RunTime), ("Data", FactorFields.Data), ("DayData", FactorFields.DayData),
        ("NightData", FactorFields.NightData), ("Info", FactorFields.Info),
    ];

    static readonly string[] KnownRaw =
        ["SN", "SampleRd", "StandardValue", "ResultType", "CompleteTime", "SampleType"];

    public static FactorFields Match(ReadOnlySpan<byte> suffix, out bool exactCase)
    {
        exactCase = true;
        FactorFields field = suffix.Length switch
        {
            2 when suffix.SequenceEqual("RS"u8) => FactorFields.State,
            2 when suffix.SequenceEqual("RT"u8) => FactorFields.RunTime,
            3 => ((suffix[0] << 16) | (suffix[1] << 8) | suffix[2]) switch
            {
                ('R' << 16) | ('t' << 8) | 'd' => FactorFields.Rtd,
                ('A' << 16) | ('v' << 8) | 'g' => FactorFields.Avg,
                ('M' << 16) | ('i' << 8) | 'n' => FactorFields.Min,
                ('M' << 16) | ('a' << 8) | 'x' => FactorFields.Max,
                ('C' << 16) | ('o' << 8) | 'u' => FactorFields.Cou,
                _ => FactorFields.None,
            },
            4 when suffix.SequenceEqual("Flag"u8) => FactorFields.Flag,
            5 when suffix.SequenceEqual("ZsRtd"u8) => FactorFields.ZsRtd,
            5 when suffix.SequenceEqual("ZsAvg"u8) => FactorFields.ZsAvg,
            5 when suffix.SequenceEqual("ZsMin"u8) => FactorFields.ZsMin,
            5 when suffix.SequenceEqual("ZsMax"u8) => FactorFields.ZsMax,
            _ => FactorFields.None,
        };
        return field == FactorFields.None ? MatchRare(suffix, out exactCase) : field;
    }

    public static string NameOf(FactorFields field) => Array.Find(All, pair => pair.Field == field).Name;

    public static bool IsKnownRaw(ReadOnlySpan<byte> suffix)
    {
        foreach (string name in KnownRaw)
        {
            if (System.Text.Ascii.Equals(suffix, name))
                return true;
        }

        return false;
    }

    /// <summary>Whether the field is the value itself and not a bound, a total or a conversion of it.</summary>
    public static bool IsMain(FactorFields field) =>
        field is FactorFields.Rtd or FactorFields.Avg or FactorFields.Data
            or FactorFields.State or FactorFields.RunTime;

    public static void Store(ref FactorField factor, FactorFields field, Exact number)
    {
        switch (field)
        {
            case FactorFields.Min:
                factor.Min = number;
                break;
            case FactorFields.Max:
                factor.Max = number;
                break;
            case FactorFields.ZsRtd or FactorFields.ZsAvg:
                factor.Converted = number;
                break;
            case FactorFields.ZsMin:
                factor.ConvertedMin = number;
                break;
            case FactorFields.ZsMax:
                factor.ConvertedMax = number;
                break;
            case FactorFields.Cou:
                factor.Total = number;
                break;
            case FactorFields.DayData:
                factor.DayValue = number;
                break;
            case FactorFields.NightData:
                factor.NightValue = number;
                break;
            default:
                factor.Value = number;
                break;
        }
    }

    static FactorFields MatchRare(ReadOnlySpan<byte> suffix, out bool exactCase)
    {
        exactCase = true;
        foreach ((string name, FactorFields field) in All)
        {
            if (System.Text.Ascii.Equals(suffix, name))
                return field;
        }

        exactCase = false;
        foreach ((string name, FactorFields field) in All)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(suffix, name))
                return field;
        }

        return FactorFields.None;
    }
}
