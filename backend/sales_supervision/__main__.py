from sales_supervision.cli import main

main()
