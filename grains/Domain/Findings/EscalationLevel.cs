namespace Qianliyan.Domain.Findings;

/// <summary>How bad things stand with a twin (预警级别). Ordered; the numbers are stored.</summary>
public enum EscalationLevel : byte
{
    Normal = 0,

    /// <summary>提示: worth a look; nothing is over a limit that counts.</summary>
    Notice = 1,

    /// <summary>预警: an hourly mean is over its limit.</summary>
    Warning = 2,

    /// <summary>超标: a mean that grounds a finding is over its limit.</summary>
    Exceeded = 3,
}
