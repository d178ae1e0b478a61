using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212;

/// <summary>
/// Writes one factor as an item of the data area, its fields in the order of the examples of annex C.
/// </summary>
static class FactorWriter
{
    public static void Append(ref ByteWriter writer, in FactorField factor, int command)
    {
        bool realtime = command == Commands.Realtime;
        int start = writer.Length;
        if (factor.SampleTime.IsSet)
        {
            AppendName(ref writer, factor.Code, FactorFields.SampleTime, start);
            writer.Append(factor.SampleTime);
        }

        AppendNumber(ref writer, factor.Code, FactorFields.Cou, factor.Total, start);
        AppendNumber(ref writer, factor.Code, FactorFields.Min, factor.Min, start);
        AppendMain(ref writer, factor, command, start);
        AppendNumber(ref writer, factor.Code, FactorFields.Max, factor.Max, start);
        AppendNumber(ref writer, factor.Code, FactorFields.ZsMin, factor.ConvertedMin, start);
        FactorFields converted = realtime ? FactorFields.ZsRtd : FactorFields.ZsAvg;
        AppendNumber(ref writer, factor.Code, converted, factor.Converted, start);
        AppendNumber(ref writer, factor.Code, FactorFields.ZsMax, factor.ConvertedMax, start);
        AppendNumber(ref writer, factor.Code, FactorFields.DayData, factor.DayValue, start);
        AppendNumber(ref writer, factor.Code, FactorFields.NightData, factor.NightValue, start);
        if (factor.Flag != DataFlag.None)
        {
            AppendName(ref writer, factor.Code, FactorFields.Flag, start);
            writer.Append((byte)factor.Flag);
        }

        if (!factor.ExtendedFlag.IsEmpty)
        {
            AppendName(ref writer, factor.Code, FactorFields.EFlag, start);
            writer.Append(factor.ExtendedFlag);
        }
    }

    static void AppendMain(ref ByteWriter writer, in FactorField factor, int command, int start)
    {
        FactorFields main = MainOf(factor, command);
        if (!factor.Letters.IsEmpty)
        {
            AppendName(ref writer, factor.Code, main, start);
            writer.Append(factor.Letters);
        }
        else
        {
            AppendNumber(ref writer, factor.Code, main, factor.Value, start);
        }
    }

    static FactorFields MainOf(in FactorField factor, int command) =>
        command switch
        {
            Commands.Realtime => FactorFields.Rtd,
            Commands.DeviceState => FactorFields.State,
            Commands.DeviceRunTime => FactorFields.RunTime,
            Commands.FieldInfo => FactorFields.Info,
            _ => (factor.Present & FactorFields.Data) != 0 ? FactorFields.Data : FactorFields.Avg,
        };

    static void AppendNumber(ref ByteWriter writer, FactorCode code, FactorFields field, Exact value, int start)
    {
        if (!value.HasValue)
            return;
        AppendName(ref writer, code, field, start);
        writer.Append(value);
    }

    static void AppendName(ref ByteWriter writer, FactorCode code, FactorFields field, int start)
    {
        if (writer.Length > start)
            writer.Append((byte)',');
        writer.Append(code);
        writer.Append((byte)'-');
        writer.Append(FactorSuffix.NameOf(field));
        writer.Append((byte)'=');
    }
}
