namespace Qianliyan.Domain.Marks;

/// <summary>What for a sample was taken by hand (monitor_type of 接口说明 V1.6, 2.2). The numbers are stored.</summary>
public enum SamplePurpose : byte
{
    /// <summary>It was not: the value is automatic.</summary>
    None = 0,

    /// <summary>自行监测: by the plant or for it, as while its monitoring equipment is faulty.</summary>
    SelfMonitoring = 1,

    /// <summary>执法监测: by the authority, on site, by the legal standards and methods.</summary>
    Enforcement = 2,
}
