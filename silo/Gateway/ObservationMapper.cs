using System.Text;
using Qianliyan.Domain.Observations;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>From an upload frame to an observation: the border between the protocol and the domain.</summary>
static class ObservationMapper
{
    /// <summary>The kind that an upload command reports; null for a command that reports none.</summary>
    public static ObservationKind? KindOf(int command) => command switch
    {
        Commands.Realtime => ObservationKind.RealTime,
        Commands.Minute => ObservationKind.Minute,
        Commands.Hour => ObservationKind.Hour,
        Commands.Day => ObservationKind.Day,
        Commands.DeviceState => ObservationKind.DeviceState,
        Commands.DeviceRunTime => ObservationKind.DeviceRunTime,
        Commands.FurnaceTemperature => ObservationKind.FurnaceTemperature,
        Commands.PowerOn => ObservationKind.PowerOn,
        _ => null,
    };

    public static Observation Map(Message message, ObservationKind kind)
    {
        ReadOnlySpan<FactorField> factors = message.Factors;
        var readings = new Reading[factors.Length];
        for (int i = 0; i < readings.Length; i++)
        {
            ref readonly FactorField factor = ref factors[i];
            readings[i] = new Reading
            {
                Factor = factor.Code,
                Value = factor.Value,
                Converted = factor.Converted,
                Minimum = factor.Min,
                Maximum = factor.Max,
                Total = factor.Total,
                Flag = factor.Flag,
                Word = factor.Letters,
                SentAs = factor.SentAs,
            };
        }

        return new Observation
        {
            Kind = kind,
            DataTime = kind == ObservationKind.PowerOn && message.RestartTime.IsSet
                ? message.RestartTime
                : message.DataTime,
            Resent = message.Resent,
            RequestNumber = message.Qn.IsEmpty ? null : Encoding.ASCII.GetString(message.Qn),
            Readings = readings,
        };
    }
}
