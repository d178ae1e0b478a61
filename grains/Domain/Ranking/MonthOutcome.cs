namespace Qianliyan.Domain.Ranking;

/// <summary>What a month's ranking made of a cell. The numbers are stored.</summary>
public enum MonthOutcome : byte
{
    /// <summary>Too few hours: on no list.</summary>
    Unranked = 1,

    Ranked = 2,

    /// <summary>A warned cell (预警网格) of the month, be it by one list or by more.</summary>
    Warned = 3,
}
