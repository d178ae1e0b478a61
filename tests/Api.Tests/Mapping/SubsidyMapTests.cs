using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Tests.Mapping;

public class SubsidyMapTests
{
    [Fact]
    public void A_suspended_subsidy_is_shown_with_its_month_and_its_clean_days()
    {
        BeijingTime month = BeijingTime.Of(2026, 3, 1), from = BeijingTime.Of(2026, 3, 21);

        new SuspendedSubsidy(month, from, CleanDays: 12, NeededDays: 30).ToProto().ShouldBe(new V1.SuspendedSubsidy
        {
            Month = new Timestamp { Seconds = month.UnixSeconds },
            CleanSince = new Timestamp { Seconds = from.UnixSeconds },
            CleanDayCount = 12,
            NeededDayCount = 30,
        });
    }
}
