using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The newest run state of a treatment device (SBxxx-RS of CN 2021) or its run time of a day (SBxxx-RT, hours).
/// </summary>
public readonly record struct DeviceState(
    FactorCode Device, BeijingTime At, Exact State, BeijingTime RunTimeDay, Exact RunHours);
