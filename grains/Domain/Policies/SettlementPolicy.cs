namespace Qianliyan.Domain.Policies;

/// <summary>When a natural day can no longer be marked (标记截止): 每日12时前完成前一日数据的人工标记.</summary>
public sealed record SettlementPolicy
{
    /// <summary>Hour of the following day at whose very start (12:00:00) the day is settled.</summary>
    public required int DeadlineHour { get; init; }
}
