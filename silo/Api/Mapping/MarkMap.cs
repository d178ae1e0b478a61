using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Mapping;

static class MarkMap
{
    public static string NameOf(TwinName holder, string id) => $"{holder}/marks/{id}";

    public static V1.Mark ToProto(TwinName holder, MarkVersion version) => new()
    {
        Name = NameOf(holder, version.Mark.Id),
        Code = version.Mark.Code.ToProto(),
        Term = version.Mark.Code.Term(),
        Factor = version.Mark.Factor.ToString(),
        StartTime = version.Mark.Start.ToProto(),
        EndTime = version.Mark.End.ToProto(),
        Source = version.Mark.Source switch
        {
            MarkSource.Device => V1.MarkSource.Device,
            MarkSource.Enterprise => V1.MarkSource.Enterprise,
            MarkSource.Bureau => V1.MarkSource.Bureau,
            _ => V1.MarkSource.Unspecified,
        },
        Author = version.Mark.Author,
        Reason = version.Mark.Reason ?? "",
        Revision = version.Mark.Revision,
        MarkTime = version.MarkedAt.ToProto(),
        Entry = version.Entry,
        Deleted = version.Mark.IsDeleted,
        Sample = version.Mark.Sample is { } sample ? ToProto(sample) : null,
    };

    static V1.ManualSample ToProto(ManualSample sample) => new()
    {
        Purpose = sample.Purpose switch
        {
            SamplePurpose.SelfMonitoring => V1.SamplePurpose.SelfMonitoring,
            SamplePurpose.Enforcement => V1.SamplePurpose.Enforcement,
            _ => V1.SamplePurpose.Unspecified,
        },
        Value = sample.Value.ToString(),
        ConvertedValue = sample.Converted.ToString(),
        Method = sample.Method,
    };

    public static V1.MarkCode ToProto(this MarkCode code) => code switch
    {
        MarkCode.Normal => V1.MarkCode.Normal,
        MarkCode.Drying => V1.MarkCode.Drying,
        MarkCode.Starting => V1.MarkCode.Starting,
        MarkCode.Stopping => V1.MarkCode.Stopping,
        MarkCode.Cooling => V1.MarkCode.Cooling,
        MarkCode.Idle => V1.MarkCode.Idle,
        MarkCode.Fault => V1.MarkCode.Fault,
        MarkCode.Accident => V1.MarkCode.Accident,
        MarkCode.CemsMaintenance => V1.MarkCode.CemsMaintenance,
        MarkCode.LinkLost => V1.MarkCode.LinkLost,
        MarkCode.ThermocoupleFault => V1.MarkCode.ThermocoupleFault,
        MarkCode.TemperatureAnomaly => V1.MarkCode.TemperatureAnomaly,
        MarkCode.ManualMonitoring => V1.MarkCode.ManualMonitoring,
        MarkCode.NotAttributable => V1.MarkCode.NotAttributable,
        MarkCode.Switchover => V1.MarkCode.Switchover,
        _ => V1.MarkCode.Unspecified,
    };

    /// <summary>Null for a code that is not said or not known.</summary>
    public static MarkCode? ToDomain(this V1.MarkCode code)
    {
        foreach (MarkCode known in Enum.GetValues<MarkCode>())
        {
            if (code != V1.MarkCode.Unspecified && known.ToProto() == code)
                return known;
        }

        return null;
    }
}
