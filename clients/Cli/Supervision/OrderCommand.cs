using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Supervision;

/// <summary><c>qly order</c>: orders to enterprises for a heavy-pollution emergency.</summary>
static class OrderCommand
{
    public static Command Create(ServerOptions options, Terminal terminal) =>
        new("order", "Give enterprises orders to cut production in an emergency (重污染天气应急响应), edit, withdraw and list them.")
        {
            CreateOrderCommand.Create(options, terminal),
            EditOrderCommand.Create(options, terminal),
            CreateWithdraw(options, terminal),
            CreateList(options, terminal),
            CreateGet(options, terminal),
        };

    static Command CreateWithdraw(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = OrderOptions.Order();
        Option<string> author = OrderOptions.By();
        Option<string> reason = OrderOptions.Reason();
        Option<int> revision = OrderOptions.Revision();
        var command = new Command(
            "withdraw", "Take an order back. Its versions are kept, with who took it back and why.")
        {
            name, author, reason, revision,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                string meant = parsed.GetRequiredValue(name);
                int replaced = parsed.GetValue(revision) is var said and > 0
                    ? said
                    : (await session.Supervision.GetOrderAsync(
                        new GetOrderRequest { Name = meant }, cancellationToken: token)).Revision;
                EmergencyOrder order = await session.Supervision.WithdrawOrderAsync(
                    new WithdrawOrderRequest
                    {
                        Name = meant,
                        Author = parsed.GetRequiredValue(author),
                        Reason = parsed.GetRequiredValue(reason),
                        Revision = replaced,
                    },
                    cancellationToken: token);
                await OrderText.Show(session, order);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static Command CreateGet(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = OrderOptions.Order();
        var command = new Command("get", "Show the newest version of an order.") { name };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                EmergencyOrder order = await session.Supervision.GetOrderAsync(
                    new GetOrderRequest { Name = parsed.GetRequiredValue(name) }, cancellationToken: token);
                await OrderText.Show(session, order);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static Command CreateList(ServerOptions options, Terminal terminal)
    {
        Argument<string> enterprise = TwinName.Enterprise();
        var command = new Command("list", "List the orders that an enterprise was given, in their newest versions.")
        {
            enterprise,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                ListOrdersResponse list = await session.Supervision.ListOrdersAsync(
                    new ListOrdersRequest { Parent = parsed.GetRequiredValue(enterprise) }, cancellationToken: token);
                foreach (EmergencyOrder order in list.Orders)
                    await OrderText.Show(session, order);
                if (!session.Json)
                    await session.Terminal.Out.WriteLineAsync(CountText.Of(list.Orders.Count, "order"));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
