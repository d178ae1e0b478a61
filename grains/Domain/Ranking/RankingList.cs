namespace Qianliyan.Domain.Ranking;

/// <summary>The lists of a month from which warned cells (预警网格) come. The numbers are stored.</summary>
public enum RankingList : byte
{
    /// <summary>月均浓度最高: the highest monthly mean.</summary>
    Highest = 1,

    /// <summary>同比改善最差: the worst change against the same month of the year before.</summary>
    YearOnYear = 2,

    /// <summary>环比改善最差: the worst change against the month before.</summary>
    MonthOnMonth = 3,
}
